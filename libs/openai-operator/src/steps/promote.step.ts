import { z } from 'zod';
import { deliverPatch } from '../delivery/deliver-patch.js';
import { defineStep } from './step.js';

/** Takes the patched file over into the project, whatever CODEX_DELIVERY says. */
export const promoteStep = defineStep({
  id: 'promote',
  options: z.strictObject({ file: z.string(), base: z.string() }),
  run: (patch, context) => deliverPatch({ ...patch, error: '' }, 'apply', context),
});
