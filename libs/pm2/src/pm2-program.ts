import { findProgram, isListening, pathFolders } from '@app/process-runner';
import { join } from 'node:path';

/** The list holds the environment of every process. */
export const MOST_LIST_CHARS = 64 * 1024 * 1024;

/** PM2's command line: a path, or a name in PATH or among the platform's packages; undefined where there is none. */
export function findPm2(pm2Bin: string, projectRoot: string): string | undefined {
  return findProgram(pm2Bin, [...pathFolders(), join(projectRoot, 'node_modules', '.bin')]);
}

/** Whether PM2's daemon runs. While it does not, PM2 must not be asked anything: that would start one. */
export function isPm2Running(pm2Home: string): Promise<boolean> {
  return isListening(join(pm2Home, 'rpc.sock'));
}
