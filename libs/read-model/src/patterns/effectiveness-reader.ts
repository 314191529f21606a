import type { Effectiveness } from './effectiveness.js';

export const EFFECTIVENESS_READER = Symbol('EffectivenessReader');

export const noEffect: Effectiveness = {
  heals: 0,
  verified: 0,
  ineffective: 0,
  failed: 0,
  shadow: 0,
  incidents: 0,
  passed: 0,
};

export interface EffectivenessReader {
  /** By the id of the pattern, resource rule or probe; those that never did anything are missing. */
  byTrigger(): Promise<ReadonlyMap<string, Effectiveness>>;
}
