import { z } from 'zod';
import { listShape, shape, time } from '../shape.js';

export const fleetCommandShape = shape(
  'FleetCommand',
  z.object({
    id: z.string(),
    host: z.string(),
    kind: z.enum(['heal', 'pause', 'resume', 'config']),
    who: z.string(),
    requestedAt: time,
    expiresAt: time.describe('A host that hears of it later does nothing'),
    outcome: z
      .enum(['waiting', 'done', 'refused', 'expired'])
      .describe('`waiting`: its host has not answered yet'),
    message: z.string().optional(),
  }),
);
export type FleetCommandView = z.output<typeof fleetCommandShape>;

export const fleetCommandListShape = listShape('FleetCommandList', fleetCommandShape);
