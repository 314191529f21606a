import type { ServiceMemorySpec } from './service-memory.schema.js';

export const SERVICE_MEMORY_READER = Symbol('ServiceMemoryReader');

export interface ServiceMemory {
  readonly bytes: number;
  /** Another run of the service has another one: what was measured before does not belong to it. */
  readonly run: string;
}

/** Measures what a service uses, all its processes together. */
export interface ServiceMemoryReader {
  /** @returns undefined when it does not run, or this system does not tell */
  read(spec: Pick<ServiceMemorySpec, 'service' | 'manager'>): Promise<ServiceMemory | undefined>;
}
