export const RESOURCE_SAMPLER = Symbol('ResourceSampler');

/** How busy the machine is, from 0 to 100. */
export interface ResourceSample {
  /** All cores together since the previous sample; the first sample is since boot, so it says little. */
  readonly cpu: number;
  /** What programs use of the main memory; caches that can be given back are not counted. */
  readonly memory: number;
}

/** Measures the machine. Rejects where the system does not tell. */
export interface ResourceSampler {
  sample(): Promise<ResourceSample>;
}
