import {
  formatProblemOf,
  loadPatternConfig,
  type PatternConfig,
  type ResolvedPattern,
} from '@app/detection';
import { patternFile, type WatchedPatternFile } from '@app/pattern-file';
import { type Environment, readSettings } from '@app/settings';
import type { SourceSpec } from '@app/tailing';
import { existsSync } from 'node:fs';
import { CommandFailure } from './command-failure.js';
import { exitCodes } from './exit-code.js';
import { settingsDefinitions } from './settings-definitions.js';

export interface LoadedPatterns {
  readonly file: WatchedPatternFile;
  readonly config: PatternConfig<SourceSpec>;
}

/** The patterns that there are so far: none before the first pattern file. @throws as loadPatterns does */
export async function knownPatterns(environment: Environment): Promise<readonly ResolvedPattern[]> {
  const { path } = patternFile(readSettings(settingsDefinitions, environment));
  return existsSync(path) ? (await loadPatterns(environment)).config.patterns : [];
}

/** @throws CommandFailure with every problem of the pattern file; SettingsError */
export async function loadPatterns(environment: Environment): Promise<LoadedPatterns> {
  const file = patternFile(readSettings(settingsDefinitions, environment));
  const loaded = await loadPatternConfig(file.path, file.schema, file.defaults);
  if (loaded.ok) return { file, config: loaded.config };
  const lines = loaded.problems.map((problem) => formatProblemOf(file.path, problem));
  throw new CommandFailure(exitCodes.config, lines.join('\n'));
}
