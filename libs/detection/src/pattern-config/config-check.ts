import type { DocumentPath } from './config-problem.js';
import type { RawEntry } from './raw-config.js';

/** Reports what is wrong at a place of the file. */
export type Complain = (path: DocumentPath, message: string) => void;

/**
 * A rule that the schema cannot express. It sees the file as it was written, which may break the
 * schema's rules too: it must look only at what it understands.
 */
export type ConfigCheck = (file: RawEntry, complain: Complain, context: CheckContext) => void;

export interface CheckContext {
  /** Ids of the sources that exist without being configured. */
  readonly builtInSources: readonly string[];
}
