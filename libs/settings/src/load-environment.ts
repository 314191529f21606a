import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Environment } from './read-settings.js';

const FILES_LAST_WINS = ['.env', '.env.local'] as const;

/** Where the value of a variable came from. */
export type VariableOrigin = 'environment' | (typeof FILES_LAST_WINS)[number] | 'default';

/**
 * The environment with the folder's `.env` and `.env.local` under it: a real variable wins over
 * `.env.local`, which wins over `.env`. `process.env` itself stays as it was, so that children don't
 * inherit what only the files hold.
 */
export function loadEnvironment(folder: string, base: Environment = process.env): Environment {
  const fromFiles = FILES_LAST_WINS.map((name) => readEnvFile(join(folder, name)));
  return Object.assign({}, ...fromFiles, base) as Environment;
}

/** Tells of a variable where `loadEnvironment` of the same folder had its value from. */
export function environmentOrigins(
  folder: string,
  base: Environment = process.env,
): (variable: string) => VariableOrigin {
  const files = FILES_LAST_WINS.toReversed().map((name) => ({
    name,
    values: readEnvFile(join(folder, name)),
  }));
  return (variable) => {
    if (variable in base) return 'environment';
    return files.find(({ values }) => variable in values)?.name ?? 'default';
  };
}

function readEnvFile(path: string): Environment {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${path} cannot be read. Check its permissions.`, { cause: error });
  }
}
