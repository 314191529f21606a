import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';

const MOST = /^(?:[1-9]\d{0,3}|[1-9]\d?%)$/;

/** How much may be healed at a time, and in an hour, over all hosts. */
export const fleetLimitSettings = defineSettings(
  'fleet-limits',
  z.object({
    FLEET_MAX_HEALING: z
      .string()
      .regex(MOST, 'must be a number of hosts, or a share such as 10%')
      .optional()
      .meta({
        description:
          'How many hosts may heal the same service at a time: a number, or a share of the hosts such as 10% (one at least). The others wait for their turn, until the proof. Empty: any number.',
      }),
    FLEET_MAX_HEALS_PER_HOUR: integer({ min: 1, max: 100_000 }).optional().meta({
      description:
        'How many heals of the same service may begin in an hour over the whole fleet; more are refused. Empty: any number.',
    }),
    FLEET_WHEN_CUT: z.enum(['heal', 'wait']).default('heal').meta({
      description:
        'What a host does whose heals are limited when NATS cannot be reached: heal, within its own loop budgets, or wait until it can.',
    }),
    FLEET_LEASE_SECONDS: integer({ min: 2, max: 3_600 }).default(60).meta({
      description:
        'After how many seconds a host that died in a heal no longer counts as healing. The first host to use the limit sets it for all.',
    }),
  }),
  (env) => ({
    most: mostOf(env.FLEET_MAX_HEALING),
    healsPerHour: env.FLEET_MAX_HEALS_PER_HOUR,
    whenCut: env.FLEET_WHEN_CUT,
    leaseMs: env.FLEET_LEASE_SECONDS * 1_000,
  }),
);

export type FleetLimitSettings = ReturnType<typeof fleetLimitSettings.resolve>;

/** So many hosts at a time, or such a share of them. */
export type MostHosts = { readonly hosts: number } | { readonly percent: number };

function mostOf(text: string | undefined): MostHosts | undefined {
  if (text === undefined) return undefined;
  return text.endsWith('%') ? { percent: Number.parseInt(text, 10) } : { hosts: Number(text) };
}
