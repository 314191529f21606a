import { z } from 'zod';
import { list, shape } from '../shape.js';

export const alertTestShape = shape(
  'AlertTest',
  z.object({
    results: list(
      z.object({
        channel: z.string(),
        ok: z.boolean(),
        detail: z.string().describe('What the channel said; empty when it took the alert'),
      }),
    ),
  }),
);
export type AlertTestView = z.output<typeof alertTestShape>;
