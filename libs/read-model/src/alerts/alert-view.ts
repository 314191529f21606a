import { alertKinds, severities } from '@app/contracts';
import { z } from 'zod';
import { pageShape } from '../page.js';
import { list, shape, time } from '../shape.js';

export const deliveryShape = shape(
  'AlertDelivery',
  z.object({
    channel: z.string(),
    status: z.string().describe('`pending`, `delivered`, `failed`'),
    attempts: z.int(),
    lastError: z.string().optional().describe('As the channel said it'),
    deliveredAt: time.optional(),
    nextAttemptAt: time.optional().describe('While it is pending'),
  }),
);
export type DeliveryView = z.output<typeof deliveryShape>;

export const alertSummaryShape = shape(
  'AlertSummary',
  z.object({
    id: z.string(),
    incidentId: z.string(),
    kind: z.enum(alertKinds),
    severity: z.enum(severities),
    headline: z.string(),
    at: time,
    deliveries: list(deliveryShape),
  }),
);
export type AlertSummary = z.output<typeof alertSummaryShape>;

export const alertPageShape = pageShape('AlertPage', alertSummaryShape);

export const alertDetailShape = shape(
  'Alert',
  alertSummaryShape.extend({
    message: z
      .looseObject({ kind: z.string(), service: z.string(), headline: z.string() })
      .describe('The slots of the alert, before a channel lays them out'),
    payloads: list(z.object({ channel: z.string(), payload: z.unknown() })).describe(
      'What each configured channel sends for this alert',
    ),
  }),
);
export type AlertDetail = z.output<typeof alertDetailShape>;
