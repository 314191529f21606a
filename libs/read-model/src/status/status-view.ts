import { z } from 'zod';
import { list, shape, time } from '../shape.js';

export const verdictShape = shape(
  'Verdict',
  z.object({ level: z.enum(['ok', 'healing', 'attention', 'critical']), sentence: z.string() }),
);
export type Verdict = z.output<typeof verdictShape>;

export const needsYouShape = shape(
  'NeedsYou',
  z.object({
    kind: z.enum(['approval', 'fix', 'loop', 'incident', 'watchdog', 'config']),
    title: z.string(),
    detail: z.string(),
    at: time,
    healId: z.string().optional(),
    incidentId: z.string().optional(),
    loopKey: z.string().optional(),
    repairId: z.string().optional().describe('Of a code fix that waits for POST …/apply'),
  }),
);
export type NeedsYou = z.output<typeof needsYouShape>;

export const watchdogShape = shape(
  'Watchdog',
  z.object({
    liveness: z.enum(['never-started', 'running', 'silent', 'stopped']),
    pid: z.int().optional(),
    host: z.string().optional(),
    version: z.string().optional(),
    startedAt: time.optional(),
    lastTickAt: time.optional(),
    devMode: z.boolean().optional(),
    features: list(z.object({ name: z.string(), on: z.boolean(), variable: z.string() })),
    problems: list(z.string()),
    sources: list(z.object({ id: z.string(), path: z.string() })),
  }),
);
export type WatchdogView = z.output<typeof watchdogShape>;

export const statusShape = shape(
  'Status',
  z.object({
    verdict: verdictShape,
    watchdog: watchdogShape,
    needsYou: list(needsYouShape),
    fleet: z.boolean().describe('Whether this API serves a fleet'),
    counts: z.object({
      openIncidents: z.int(),
      healsToday: z.int(),
      openLoops: z.int(),
      suppressedLines: z.int(),
    }),
  }),
);
export type StatusView = z.output<typeof statusShape>;
