import { z } from 'zod';
import { listShape, shape, time } from '../shape.js';

export const pauseShape = shape(
  'Pause',
  z.object({
    id: z.string(),
    target: z.string().nullable().describe('A service; null: everything'),
    since: time,
    until: time,
    reason: z.string(),
    who: z.string(),
  }),
);
export type PauseView = z.output<typeof pauseShape>;

export const pauseListShape = listShape('PauseList', pauseShape);
