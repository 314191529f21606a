import { z } from 'zod';
import { deliveryModes } from '../delivery/delivery-modes.js';
import { deliverPatch } from '../delivery/deliver-patch.js';
import { defineStep } from './step.js';

/**
 * Takes a patch that passed its gate where it is to go. Gives out `applied` where that is the project
 * itself, else where people find it.
 */
export const deliverStep = defineStep({
  id: 'deliver',
  options: z.strictObject({
    file: z.string().describe('The file to repair, as `target` gave it out.'),
    base: z.string().describe('Its content before, as `read-file` gave it out.'),
    error: z.string().default('').describe('The end of the log, for whoever reads the patch.'),
    mode: z.enum(deliveryModes).optional().describe('By default CODEX_DELIVERY.'),
  }),
  run: ({ mode, ...patch }, context) => deliverPatch(patch, mode ?? context.delivery.mode, context),
});
