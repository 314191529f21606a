import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { LogList } from '../listed/listed-logs.js';

/** Which containers are meant: of any of the names, and with all of the labels. */
export interface ContainerChoice {
  /** Undefined for any. */
  readonly names: readonly string[] | undefined;
  /** `key=value`, or `key` for any value. */
  readonly labels: readonly string[];
}

const configSchema = z.object({
  Name: z.string().default(''),
  /** Empty where the container's log driver keeps no file. */
  LogPath: z.string().default(''),
  Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).default({}),
});

/**
 * The log files that Docker keeps of the containers, by what it writes down beside them.
 *
 * @param folder Docker's folder of containers, wherever it is mounted
 */
export async function listContainerLogs(folder: string, choice: ContainerChoice): Promise<LogList> {
  const ids = await foldersIn(folder);
  if (typeof ids === 'string')
    return {
      ok: false,
      problem: `${folder} cannot be read (${ids}); set folder in the source, mount it, or let the watchdog's user read it`,
    };
  const logs = await Promise.all(ids.map((id) => logOf(join(folder, id), choice)));
  return { ok: true, paths: new Set(logs.filter((log) => log !== undefined)) };
}

/** @returns an error code where the folder cannot be read */
async function foldersIn(folder: string): Promise<string[] | string> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

/** Undefined for a container that is not meant, keeps no file, or is just being made or removed. */
async function logOf(
  folder: string,
  { names, labels }: ContainerChoice,
): Promise<string | undefined> {
  const config = await readConfig(join(folder, 'config.v2.json'));
  if (!config || config.LogPath === '') return undefined;
  const isNamed = names?.includes(config.Name.replace(/^\//, '')) ?? true;
  const has = config.Config.Labels ?? {};
  const isLabelled = labels.every((label) => {
    const [key, value] = split(label);
    return value === undefined ? key in has : has[key] === value;
  });
  return isNamed && isLabelled ? join(folder, basename(config.LogPath)) : undefined;
}

function split(label: string): [string, string?] {
  const at = label.indexOf('=');
  return at === -1 ? [label] : [label.slice(0, at), label.slice(at + 1)];
}

async function readConfig(path: string): Promise<z.output<typeof configSchema> | undefined> {
  try {
    return configSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
