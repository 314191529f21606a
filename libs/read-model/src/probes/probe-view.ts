import { z } from 'zod';
import { listShape, shape, time } from '../shape.js';

export const probeShape = shape(
  'Probe',
  z.object({
    id: z.string(),
    kind: z.string(),
    target: z.string(),
    lastResult: z
      .object({ ok: z.boolean(), latencyMs: z.number(), at: time, message: z.string() })
      .optional(),
    p50Ms: z.number().optional().describe('Of the latencies of the last 24 hours'),
    p95Ms: z.number().optional(),
    p99Ms: z.number().optional(),
    samples: z.int(),
  }),
);
export type ProbeView = z.output<typeof probeShape>;

export const probeListShape = listShape('ProbeList', probeShape);
