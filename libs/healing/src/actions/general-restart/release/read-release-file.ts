import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { HealFailure } from '../../heal-action.js';
import { failure } from '../../outcome.js';
import { type ReleaseOptions, releaseSchema } from './release.schema.js';

/** Reads HEAL_RELEASE_FILE, anew for each heal: a YAML or JSON file of what `release` holds in a pattern file. */
export function readReleaseFile(
  path: string,
): { readonly ok: true; readonly options: ReleaseOptions } | HealFailure {
  try {
    const parsed = releaseSchema.safeParse(parse(readFileSync(path, 'utf8')));
    if (parsed.success) return { ok: true, options: parsed.data };
    return unusable(path, z.prettifyError(parsed.error));
  } catch (error) {
    return unusable(path, (error as Error).message);
  }
}

function unusable(path: string, why: string): HealFailure {
  return failure('invalid-parameters', `HEAL_RELEASE_FILE=${path} cannot be used: ${why}`);
}
