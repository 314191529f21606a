import { z } from 'zod';
import { matchersSchema } from './alert-matchers.js';

const HOUR_SECONDS = 3_600;
const groupFields = ['service', 'pattern', 'severity'] as const;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "22:00"');
const seconds = (longestHours: number) =>
  z
    .int()
    .min(0)
    .max(longestHours * HOUR_SECONDS);

const routeSchema = z.strictObject({
  match: matchersSchema.prefault({}).describe('Which alerts; left out: all'),
  channels: z
    .array(z.string().min(1))
    .optional()
    .describe('Ids of channels; left out: every configured one; empty: none'),
  groupBy: z
    .array(z.enum(groupFields))
    .optional()
    .describe('Alerts that agree in these become one message; left out: no grouping'),
  groupWaitSeconds: seconds(1)
    .default(30)
    .describe('How long the first alert of a group waits for others'),
  repeatSeconds: seconds(168)
    .default(4 * HOUR_SECONDS)
    .describe('The same alert is told again no sooner; 0: each time'),
  quiet: z.string().optional().describe('Name of the quiet hours in which alerts wait'),
  continue: z.boolean().default(false).describe('Go on to the next route that matches'),
});

const quietSchema = z.strictObject({
  name: z.string().min(1),
  from: clockTime,
  to: clockTime.describe('Earlier than `from`: on the next day'),
  days: z.array(z.enum(weekdays)).min(1).optional().describe('On which they begin; left out: all'),
});

const inhibitSchema = z.strictObject({
  source: matchersSchema.describe('While such an alert is open ...'),
  target: matchersSchema.describe('... such alerts are not told'),
  equal: z
    .array(z.enum(['service', 'pattern']))
    .default(['service'])
    .describe('What both must have in common'),
});

/** The file of ALERTS_CONFIG: who hears of what, and when. */
export const alertRulesSchema = z
  .strictObject({
    version: z.literal(1),
    timeZone: z
      .string()
      .refine(isTimeZone, 'must be the name of a time zone, for instance Europe/Berlin')
      .default('UTC')
      .describe('Of the quiet hours'),
    routes: z.array(routeSchema).default([]).describe('The first that matches decides'),
    quietHours: z.array(quietSchema).default([]),
    inhibit: z.array(inhibitSchema).default([]),
    flapping: z
      .strictObject({
        recoveries: z
          .int()
          .min(2)
          .max(1_000)
          .default(4)
          .describe('So many in the window are too many'),
        windowSeconds: seconds(24).default(HOUR_SECONDS),
      })
      .prefault({}),
  })
  .superRefine(({ routes, quietHours }, context) => {
    const known = quietHours.map(({ name }) => name);
    routes.forEach(({ quiet }, index) => {
      if (quiet === undefined || known.includes(quiet)) return;
      const message = `names quiet hours that are not in quietHours: "${quiet}"`;
      context.addIssue({ code: 'custom', path: ['routes', index, 'quiet'], message });
    });
  });

export type AlertRules = z.output<typeof alertRulesSchema>;
export type AlertRoute = AlertRules['routes'][number];
export type QuietHours = AlertRules['quietHours'][number];

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
