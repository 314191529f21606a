import { z } from 'zod';
import { shape } from '../shape.js';

export const effectivenessShape = shape(
  'Effectiveness',
  z.object({
    heals: z.int(),
    verified: z.int(),
    ineffective: z.int(),
    failed: z.int(),
    shadow: z.int().describe('Heals that would have been done'),
    incidents: z.int(),
    passed: z.int().describe('Incidents that ended by themselves, without any heal'),
    meanPassedSeconds: z.number().optional().describe('How long those lasted on average'),
  }),
);
export type Effectiveness = z.output<typeof effectivenessShape>;
