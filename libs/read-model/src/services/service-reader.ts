import type { HealSummary } from '../heals/heal-view.js';

export const SERVICE_READER = Symbol('ServiceReader');

/** What the store knows of one service. */
export interface ServiceHistory {
  readonly name: string;
  readonly openIncidents: number;
  readonly lastIncidentAt?: string | undefined;
  readonly lastHeal?: HealSummary | undefined;
}

export interface CurrentStreak {
  readonly patternId: string;
  readonly length: number;
}

export interface ServiceReader {
  /** Every service that ever had an incident or a heal, by name. */
  histories(): Promise<readonly ServiceHistory[]>;
  /** The unfinished streaks, the longest of each pattern. */
  streaks(): Promise<readonly CurrentStreak[]>;
}
