import { z } from 'zod';
import { list, listShape, shape, time } from '../shape.js';

export const loopStates = ['closed', 'backoff', 'open', 'half-open'] as const;

export const loopShape = shape(
  'Loop',
  z.object({
    key: z.string().describe("The trigger's key"),
    target: z.string(),
    actionType: z.string(),
    state: z
      .enum(loopStates)
      .describe(
        '`backoff`: waits a little. `open`: paused. `half-open`: one trial heal is allowed',
      ),
    heals: z.int().describe('Within the window'),
    maxHeals: z.int(),
    windowSeconds: z.number(),
    retryAt: time.optional(),
    suppressed: z.int(),
  }),
);
export type LoopView = z.output<typeof loopShape>;

export const loopListShape = listShape('LoopList', loopShape);

export const loopResetShape = shape(
  'LoopReset',
  z.object({ reset: list(z.object({ target: z.string(), actionType: z.string() })) }),
);
export type LoopReset = z.output<typeof loopResetShape>;
