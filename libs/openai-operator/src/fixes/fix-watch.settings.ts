import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** How a fix is watched that was put into the project. */
export const fixWatchSettings = defineSettings(
  'fix-watch',
  z.object({
    CODEX_REVERT_MINUTES: integer({ min: 0, max: 100_000 }).default(60).meta({
      description:
        'How long a code fix is watched once it is in force: if its error returns within that time, it is taken back. 0: never.',
    }),
    CODEX_PROPOSAL_HOURS: integer({ min: 1, max: 8_760 }).default(168).meta({
      description:
        'How long a patch that was only proposed (CODEX_DELIVERY=suggest) may still be applied.',
    }),
    CODEX_DEPLOY_COMMAND: z.string().default('').meta({
      description: 'Shell text that runs in the project after a code fix was kept; off unless set.',
    }),
  }),
  (env) => ({
    windowMs: env.CODEX_REVERT_MINUTES * MINUTE_MS,
    proposalMs: env.CODEX_PROPOSAL_HOURS * HOUR_MS,
    deployCommand: env.CODEX_DEPLOY_COMMAND,
  }),
);

export type FixWatchSettings = ReturnType<typeof fixWatchSettings.resolve>;
