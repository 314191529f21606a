import { healModes, severities } from '@app/contracts';
import { z } from 'zod';
import { healActionShape } from '../heals/heal-view.js';
import { list, listShape, shape } from '../shape.js';

export const effectivenessShape = shape(
  'Effectiveness',
  z.object({
    heals: z.int(),
    verified: z.int(),
    ineffective: z.int(),
    failed: z.int(),
    shadow: z.int().describe('Heals that would have been done'),
  }),
);
export type Effectiveness = z.output<typeof effectivenessShape>;

export const patternShape = shape(
  'Pattern',
  z.object({
    id: z.string(),
    title: z.string(),
    severity: z.enum(severities),
    mode: z.enum(healModes),
    sources: list(z.string()).describe('Empty: all'),
    target: z.string(),
    action: healActionShape.optional(),
    maxStreak: z.int(),
    effectiveness: effectivenessShape,
    loopOpen: z.boolean(),
  }),
);
export type PatternView = z.output<typeof patternShape>;

export const patternListShape = listShape('PatternList', patternShape);
