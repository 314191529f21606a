import { z } from 'zod';
import { healSummaryShape } from '../heals/heal-view.js';
import { list, listShape, shape, time } from '../shape.js';

export const streakShape = shape(
  'Streak',
  z.object({
    patternId: z.string(),
    length: z.int().describe('Matches so far'),
    limit: z.int().describe('Matches that are tolerated; the next one heals'),
  }),
);
export type StreakView = z.output<typeof streakShape>;

export const serviceShape = shape(
  'Service',
  z.object({
    name: z.string(),
    health: z.enum(['ok', 'failing', 'unknown']),
    automation: z.enum(['idle', 'healing', 'awaiting-approval', 'paused', 'loop-open']),
    openIncidents: z.int(),
    lastIncidentAt: time.optional(),
    lastHeal: healSummaryShape.optional(),
    pausedUntil: time.optional(),
    streaks: list(streakShape),
  }),
);
export type ServiceView = z.output<typeof serviceShape>;

export const serviceListShape = listShape('ServiceList', serviceShape);
