import { alertKinds, severities } from '@app/contracts';
import { z } from 'zod';
import { listShape, shape, time } from '../shape.js';

export const silenceMatchersShape = shape(
  'SilenceMatchers',
  z
    .strictObject({
      service: z.string().min(1).max(200).optional(),
      pattern: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe('Id of a pattern, resource rule or probe'),
      severity: z.enum(severities).optional(),
      kind: z.enum(alertKinds).optional(),
    })
    .describe('An alert that fits all of them is not sent; none: every alert'),
);

export const silenceShape = shape(
  'Silence',
  z.object({
    id: z.string(),
    matchers: silenceMatchersShape,
    reason: z.string(),
    createdBy: z.string(),
    createdAt: time,
    expiresAt: time,
  }),
);
export type SilenceView = z.output<typeof silenceShape>;

export const silenceListShape = listShape('SilenceList', silenceShape);
