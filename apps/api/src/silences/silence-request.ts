import { silenceMatchersShape } from '@app/read-model';
import { z } from 'zod';
import { minutesField } from '../acts/reason.js';

export const silenceRequest = z.strictObject({
  matchers: silenceMatchersShape,
  minutes: minutesField,
  reason: z.string().min(1).max(500).describe('For those who wonder why they hear nothing'),
});
export type SilenceRequest = z.output<typeof silenceRequest>;

export const silenceQuery = z.object({
  ended: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true`: those that have ended too, the newest hundred'),
});
export type SilenceQuery = z.output<typeof silenceQuery>;
