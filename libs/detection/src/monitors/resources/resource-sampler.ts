import type { ResourceName } from './resource-kinds.js';

export const RESOURCE_SAMPLER = Symbol('ResourceSampler');

export interface ResourceReading {
  readonly name: ResourceName;
  /** Which of several, for instance the path of a disk. */
  readonly subject?: string;
  /**
   * From 0 to 100, but: load may be more, and the delay of the event loop is in milliseconds.
   * Of the CPU, all cores together since the previous sample. Of memory, caches that can be given back
   * are not counted. In a container with limits of its own: of those.
   */
  readonly value: number;
}

/** Measures the machine. A resource that it does not have has no reading. */
export interface ResourceSampler {
  /**
   * @param diskPaths which file systems to look at, by any path on each
   * @throws where the system does not tell
   */
  sample(diskPaths: readonly string[]): Promise<readonly ResourceReading[]>;
}
