import { defineSettings, integer, list } from '@app/settings';
import { hostname } from 'node:os';
import { z } from 'zod';

const SERVERS = /^(?:nats|tls):\/\/[^\s,]+(?:,(?:nats|tls):\/\/[^\s,]+)*$/;
const LABEL = /^[\w.-]+=[\w.-]+$/;

/** Whether this host belongs to a fleet, and how it is known there. */
export const fleetSettings = defineSettings(
  'fleet',
  z.object({
    FLEET_NATS_URL: z
      .string()
      .regex(SERVERS, 'must be a nats:// or tls:// URL, or several separated by commas')
      .optional()
      .meta({
        secret: true,
        feature: 'Fleet',
        description:
          'NATS servers with JetStream that connect the hosts of a fleet, for instance nats://nats.example.com:4222; several are separated by commas.',
      }),
    FLEET_NATS_REPLICAS: integer({ min: 1, max: 5 })
      .refine((replicas) => replicas % 2 === 1, 'must be 1, 3 or 5')
      .default(1)
      .meta({
        description:
          'How many NATS servers of a cluster keep each message: 3 go on when one of them dies, 5 when two do. Holds for the streams and buckets that are not there yet.',
      }),
    FLEET_HOST: z
      .string()
      .regex(/^[\w.-]{1,100}$/, 'must be letters, digits, dots, dashes and underscores')
      .optional()
      .meta({
        description:
          "Name of this host in the fleet; no two may have the same. Default: the machine's own.",
      }),
    FLEET_LABELS: list()
      .refine((labels) => labels.every((label) => LABEL.test(label)), 'must be name=value pairs')
      .default([])
      .meta({
        description:
          'Labels of this host, by which commands name many: name=value pairs, separated by commas.',
      }),
  }),
  (env) => ({
    natsServers: env.FLEET_NATS_URL?.split(','),
    replicas: env.FLEET_NATS_REPLICAS,
    host: env.FLEET_HOST ?? hostname(),
    labels: env.FLEET_LABELS,
  }),
);

export type FleetSettings = ReturnType<typeof fleetSettings.resolve>;
