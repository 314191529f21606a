import { z } from 'zod';
import { listShape, shape, time } from '../shape.js';

export const keyShape = shape(
  'ApiKey',
  z.object({
    name: z.string(),
    scope: z.enum(['read', 'heal', 'admin']),
    createdAt: time,
    createdBy: z.string(),
    expiresAt: time.nullable().describe('Null: never'),
    revokedAt: time.nullable(),
  }),
);
export type KeyView = z.output<typeof keyShape>;

export const keyListShape = listShape('ApiKeyList', keyShape);
