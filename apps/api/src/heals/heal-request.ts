import { healActionShape } from '@app/read-model';
import { z } from 'zod';
import { reasonField } from '../acts/reason.js';

export const healRequest = z.strictObject({
  action: healActionShape,
  service: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("One heal at a time goes by this name; by default the action's own"),
  reason: reasonField,
  dryRun: z.boolean().default(false).describe('Say what would be done, and do nothing'),
  force: z.boolean().default(false).describe('Although a loop is open'),
});
export type HealRequest = z.output<typeof healRequest>;
