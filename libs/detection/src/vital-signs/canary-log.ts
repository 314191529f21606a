import { join } from 'node:path';

/** What the follower calls the canary's log. It is no source of the pattern file: no pattern sees it. */
export const CANARY_SOURCE = 'autoheal-canary';

export function canaryPath(dataDir: string): string {
  return join(dataDir, 'canary', 'canary.log');
}
