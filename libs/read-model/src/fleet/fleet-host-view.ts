import { z } from 'zod';
import { list, listShape, shape, time } from '../shape.js';

export const fleetHostShape = shape(
  'FleetHost',
  z.object({
    host: z.string(),
    state: z
      .enum(['running', 'silent', 'stopped'])
      .describe('`silent`: no sign of life, although it did not stop in good order'),
    seenAt: time,
    startedAt: time,
    version: z.string(),
    configHash: z.string().describe('Hosts with the same have the same pattern file'),
    labels: list(z.string()).describe('name=value each'),
    paused: z.boolean().describe('Whether automation is paused there for every service'),
  }),
);
export type FleetHostView = z.output<typeof fleetHostShape>;

export const fleetHostListShape = listShape('FleetHostList', fleetHostShape);
