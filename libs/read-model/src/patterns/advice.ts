import { healModes } from '@app/contracts';
import { z } from 'zod';
import { shape } from '../shape.js';

export const adviceShape = shape(
  'PatternAdvice',
  z.object({
    verdict: z.enum(['promote', 'demote', 'keep', 'wait']),
    mode: z.enum(healModes).describe('The mode that what was measured speaks for'),
    reason: z.string(),
  }),
);
export type Advice = z.output<typeof adviceShape>;
