import { z } from 'zod';

/** Why somebody acts: free text for those who read it later. */
export const reasonField = z.string().max(500).optional().describe('Why, for the audit log');

export const reasonBody = z.strictObject({ reason: reasonField });
export type ReasonBody = z.output<typeof reasonBody>;

export const minutesField = z
  .int('must be a whole number of minutes')
  .min(1)
  .max(10_080)
  .describe('At most a week');
