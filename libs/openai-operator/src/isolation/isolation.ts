import type { Command } from '@app/process-runner';
import { insideScript } from './inside-script.js';

/**
 * How far code of a patch is kept from the machine. `full`: no network but loopback, and nothing writable
 * but its own folder and a `/tmp` of its own. `files`: the same with network. `none`: only a clean
 * environment and a time limit.
 */
export const isolationLevels = ['full', 'files', 'none'] as const;
export type IsolationLevel = (typeof isolationLevels)[number];

/** What this machine can do. */
export interface Isolation {
  readonly strongest: IsolationLevel;
  /** Whether nothing may run with less than the strongest. */
  readonly required: boolean;
  /** Why it is not full; empty where it is. */
  readonly reason: string;
  /** How much memory a process may fill with data, in bytes. */
  readonly memoryBytes: number;
}

/** Where a confined command runs. Absolute paths of what is there. */
export interface Place {
  readonly folder: string;
  /** A second writable folder. */
  readonly reports: string;
  /** Packages, readable wherever they are; undefined where there are none. */
  readonly modules: string | undefined;
  /** Folder of Node.js where a `/tmp` of its own would hide it; undefined elsewhere. */
  readonly runtime: string | undefined;
  /** Files and folders that look empty. */
  readonly hidden: readonly string[];
}

/** Confined, there is no home: what it holds are credentials and caches. */
export const CONFINED_ENVIRONMENT = { HOME: '/tmp', TMPDIR: '/tmp' } as const;

const NAMESPACES = '--user --map-root-user --mount --pid --fork --kill-child'.split(' ');

/** The command as it has to be started to be confined; as it is at the level `none`. */
export function confined(
  command: Command,
  { folder, reports, modules = '', runtime = '', hidden }: Place,
  level: IsolationLevel,
  memoryBytes: number,
): Command {
  if (level === 'none') return command;
  const network = level === 'full' ? 'off' : 'on';
  const words =
    'shell' in command ? ['/bin/sh', '-c', command.shell] : [command.file, ...command.args];
  return {
    file: 'unshare',
    args: [
      ...NAMESPACES,
      ...(level === 'full' ? ['--net'] : []),
      ...['--', '/bin/sh', '-c', insideScript, 'confined'],
      ...[network, String(memoryBytes), folder, reports, modules, runtime],
      ...[...hidden, '--', ...words],
    ],
  };
}
