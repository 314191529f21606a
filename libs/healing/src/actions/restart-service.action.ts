import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { timeoutMs } from './action-parameters.js';
import type { HealAction, HealActionDefinition, HealContext, HealOutcome } from './heal-action.js';
import { failure } from './outcome.js';
import { Pm2Restarter } from './pm2/pm2-restarter.js';
import { Pm2 } from './pm2/pm2.js';
import { chooseInstances } from './pm2/choose-instances.js';

const DEFAULT_TIMEOUT_MS = 60_000;

const schema = z.strictObject({
  service: z.string().min(1).describe('Name of the service in PM2; all its instances restart.'),
  timeoutMs,
});
type Parameters = z.output<typeof schema>;

/** Restarts one service by PM2. One that an operator stopped stays stopped. */
@Injectable()
export class RestartServiceAction implements HealAction<Parameters> {
  constructor(
    private readonly pm2: Pm2,
    private readonly restarter: Pm2Restarter,
  ) {}

  describe({ service }: Parameters): string {
    return `restart the service ${service} by PM2`;
  }

  async run({ service }: Parameters, context: HealContext): Promise<HealOutcome> {
    const listing = await this.pm2.list(context);
    if (!listing.ok) return listing;
    const choice = chooseInstances(service, listing.services);
    return choice.ok
      ? this.restarter.restart(choice.instances, context)
      : failure(choice.reason, choice.message);
  }
}

export const restartService: HealActionDefinition<Parameters> = {
  type: 'RESTART_SERVICE',
  schema,
  action: RestartServiceAction,
  defaultTimeoutMs: DEFAULT_TIMEOUT_MS,
  risky: false,
  defaultTarget: ({ service }) => service,
};
