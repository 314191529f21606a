import type { Archives } from './archives.js';
import type { CreateDecoder } from './line-decoder.js';
import type { Moment, StreamState } from './file-position.js';
import type { FileRegistry } from './file-registry.js';
import type { KeepLimits, ReadLimits } from './read-limits.js';
import type { ReadMemory } from './read-memory.js';

/** What all streams share. */
export interface StreamTools {
  readonly registry: FileRegistry;
  readonly memory: ReadMemory;
  readonly archives: Archives;
  readonly read: ReadLimits;
  readonly keep: KeepLimits;
}

/** How a stream begins. */
export interface StreamStart {
  /** Where reading goes on; absent means at the beginning of the first file met. */
  readonly state?: StreamState | undefined;
  /** Whether `state` is to be stored even before a line comes. */
  readonly isNews?: boolean;
  /** Files that were rotated after this are read too, though the path never showed them. */
  readonly since?: Moment;
  readonly decoder?: CreateDecoder | undefined;
}
