import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Environment } from './read-settings.js';

const FILES_LAST_WINS = ['.env', '.env.local'];

/**
 * The environment with the folder's `.env` and `.env.local` under it: a real variable wins over
 * `.env.local`, which wins over `.env`. `process.env` itself stays as it was, so that children don't
 * inherit what only the files hold.
 */
export function loadEnvironment(folder: string, base: Environment = process.env): Environment {
  const fromFiles = FILES_LAST_WINS.map((name) => readEnvFile(join(folder, name)));
  return Object.assign({}, ...fromFiles, base) as Environment;
}

function readEnvFile(path: string): Environment {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${path} cannot be read. Check its permissions.`, { cause: error });
  }
}
