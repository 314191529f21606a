import type { ConfigSchema } from './config.schema.js';
import type { ConfigDefaults } from './load-pattern-config.js';

export const PATTERN_FILE = Symbol('PatternFile');

/** Where the pattern file is, and how to read it. */
export interface PatternFile {
  readonly path: string;
  readonly schema: ConfigSchema;
  readonly defaults: ConfigDefaults;
}
