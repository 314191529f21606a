import { healModes, severities } from '@app/contracts';
import { z } from 'zod';
import { alertSummaryShape } from '../alerts/alert-view.js';
import { healSummaryShape } from '../heals/heal-view.js';
import { pageShape } from '../page.js';
import { list, shape, time } from '../shape.js';
import { storyShape } from '../story/story-view.js';

export const incidentStatuses = ['open', 'resolved'] as const;

export const incidentShape = shape(
  'Incident',
  z.object({
    id: z.string(),
    key: z.string().describe('Same key, same trouble: one open incident at a time'),
    title: z.string(),
    service: z.string(),
    severity: z.enum(severities),
    status: z.enum(incidentStatuses),
    openedAt: time,
    lastSeenAt: time,
    resolvedAt: time.optional(),
    resolvedBy: z.string().optional().describe('`verified`, `quiet` or `person`'),
    downtimeMs: z.number().optional().describe('From the first detection to the end'),
    detections: z.int(),
    heals: z.int(),
    suppressed: z.int().describe('Detections that were counted, not healed, while a loop was open'),
  }),
);
export type IncidentView = z.output<typeof incidentShape>;

export const incidentPageShape = pageShape('IncidentPage', incidentShape);

export const healPlanShape = shape(
  'HealPlan',
  z.looseObject({ mode: z.enum(healModes), target: z.string(), cooldownSeconds: z.number() }),
);

export const incidentDetailShape = shape(
  'IncidentDetail',
  incidentShape.omit({ heals: true }).extend({
    evidence: list(z.string()).describe('The newest lines, at most ten, or measured values'),
    plan: healPlanShape,
    story: storyShape.describe('All that happened, oldest first; the newest thousand events'),
    heals: list(healSummaryShape),
    alerts: list(alertSummaryShape),
  }),
);
export type IncidentDetail = z.output<typeof incidentDetailShape>;
