import { z } from 'zod';
import { defineStep, done } from './step.js';

/**
 * Says that the patch is in force from now on: if its error returns within CODEX_REVERT_MINUTES, the
 * watchdog takes it back.
 */
export const watchStep = defineStep({
  id: 'watch',
  options: z.strictObject({}),
  async run(_options, { fixes }) {
    await fixes.watch();
    return done();
  },
});
