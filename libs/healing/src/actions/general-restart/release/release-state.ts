import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { releaseSteps } from './release-step.js';
import { writeAtomically } from './write-atomically.js';

const MOST_FAILED = 50;

const stateSchema = z.object({
  /** What each proven release holds, by its folder's name, oldest first. */
  proven: z.array(z.object({ name: z.string(), revision: z.string() })),
  /** Written before the switch, gone once its release is proven or rolled back. */
  trying: z
    .object({ name: z.string(), revision: z.string(), previous: z.string() })
    .optional()
    .describe('previous: where the link led before'),
  /** Revisions that are not worth another try for a while; `at` in ISO 8601, UTC. */
  failed: z.array(z.object({ revision: z.string(), step: z.enum(releaseSteps), at: z.string() })),
});

/** What must outlive a crash; never more than the disk itself says. */
export type ReleaseState = z.output<typeof stateSchema>;
export type FailedRevision = ReleaseState['failed'][number];

const empty: ReleaseState = { proven: [], failed: [] };

/** A file that is missing or spoilt counts as empty: then only `current` is known to be good. */
export function readState(path: string): ReleaseState {
  try {
    return stateSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? empty;
  } catch {
    return empty;
  }
}

export async function writeState(path: string, state: ReleaseState): Promise<void> {
  await writeAtomically(path, `${JSON.stringify(state, undefined, 2)}\n`);
}

export function withFailed(state: ReleaseState, failed: FailedRevision): ReleaseState {
  const others = state.failed.filter(({ revision }) => revision !== failed.revision);
  return { ...state, failed: [...others, failed].slice(-MOST_FAILED) };
}

/** The failure that keeps a revision from being tried again yet. */
export function recentFailure(
  state: ReleaseState,
  revision: string,
  since: number,
): FailedRevision | undefined {
  return state.failed.find(
    (failed) => failed.revision === revision && Date.parse(failed.at) > since,
  );
}
