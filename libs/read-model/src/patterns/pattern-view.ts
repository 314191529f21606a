import { healModes, severities } from '@app/contracts';
import { z } from 'zod';
import { healActionShape } from '../heals/heal-view.js';
import { adviceShape } from './advice.js';
import { list, listShape, shape } from '../shape.js';
import { effectivenessShape } from './effectiveness.js';

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
    advice: adviceShape,
  }),
);
export type PatternView = z.output<typeof patternShape>;

export const patternListShape = listShape('PatternList', patternShape);
