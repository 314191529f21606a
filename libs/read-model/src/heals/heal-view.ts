import { z } from 'zod';
import { pageShape } from '../page.js';
import { list, shape, time } from '../shape.js';

export const healViewStatuses = [
  'awaiting-approval',
  'requested',
  'running',
  'verifying',
  'verified',
  'ineffective',
  'failed',
  'rejected',
  'expired',
  'cancelled',
] as const;

/** Not over yet, or waiting for a person. */
export const unfinishedStatuses = [
  'awaiting-approval',
  'requested',
  'running',
  'verifying',
] as const satisfies readonly (typeof healViewStatuses)[number][];

export const healActionShape = shape(
  'HealAction',
  z.looseObject({ type: z.string().min(1).max(100) }).meta({
    description: "A heal action's type, with that type's own parameters beside it",
    examples: [{ type: 'RESTART_SERVICE', service: 'api' }],
  }),
);

export const healSummaryShape = shape(
  'HealSummary',
  z.object({
    id: z.string(),
    incidentId: z.string(),
    service: z.string(),
    action: healActionShape,
    status: z.enum(healViewStatuses),
    attempt: z.int().describe('Which heal of its incident, from 1'),
    maxAttempts: z.int(),
    requestedBy: z.string().describe('`detection`, `follow-up`, or who asked: `cli:alice`'),
    reason: z.string(),
    requestedAt: time,
    startedAt: time.optional(),
    finishedAt: time.optional(),
    verifiedAt: time.optional(),
    durationMs: z.number().optional().describe('From start to finish of the act'),
    outcome: z.string().optional().describe('How it ended, in one line'),
  }),
);
export type HealSummary = z.output<typeof healSummaryShape>;

export const healPageShape = pageShape('HealPage', healSummaryShape);

export const healStepShape = shape(
  'HealStep',
  z.object({
    name: z.enum(['detect', 'plan', 'act', 'test-gate', 'verify', 'alert']),
    state: z.enum(['done', 'running', 'failed', 'skipped', 'waiting']),
    at: time.optional(),
    durationMs: z.number().optional(),
    detail: z.string(),
  }),
);
export type HealStep = z.output<typeof healStepShape>;

export const healDetailShape = shape(
  'Heal',
  healSummaryShape.extend({
    steps: list(healStepShape).describe('As the checks of a pull request, in this order'),
    output: z.string().describe("The end of the action's output; empty when there is none"),
    diff: z.string().optional().describe('Unified diff of a code fix'),
    repairJobId: z.string().optional(),
    expiresAt: time.optional().describe('Until when an approval counts'),
  }),
);
export type HealDetail = z.output<typeof healDetailShape>;
