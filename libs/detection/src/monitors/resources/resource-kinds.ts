import type { ResourceSettings } from './resource.settings.js';

/** What the watchdog can measure of the machine, or of the container that it runs in. */
export const resourceNames = ['cpu', 'memory', 'swap', 'disk', 'load', 'eventLoop'] as const;
export type ResourceName = (typeof resourceNames)[number];

export interface ResourceKind {
  /** As the id of its detections, and its series. */
  readonly id: string;
  /** For people, at the beginning of a sentence. */
  readonly label: string;
  readonly unit: 'Percent' | 'Ms';
  /** Whether it is watched where the pattern file does not name it. */
  readonly always: boolean;
  threshold(settings: ResourceSettings): number;
}

export const resourceKinds: Readonly<Record<ResourceName, ResourceKind>> = {
  cpu: {
    id: 'cpu',
    label: 'CPU',
    unit: 'Percent',
    always: true,
    threshold: ({ thresholdPercent }) => thresholdPercent.cpu,
  },
  memory: {
    id: 'memory',
    label: 'memory',
    unit: 'Percent',
    always: true,
    threshold: ({ thresholdPercent }) => thresholdPercent.memory,
  },
  swap: { id: 'swap', label: 'swap', unit: 'Percent', always: false, threshold: () => 80 },
  disk: { id: 'disk', label: 'disk', unit: 'Percent', always: false, threshold: () => 90 },
  load: { id: 'load', label: 'load', unit: 'Percent', always: false, threshold: () => 300 },
  eventLoop: {
    id: 'event-loop',
    label: 'event loop delay',
    unit: 'Ms',
    always: false,
    threshold: () => 500,
  },
};
