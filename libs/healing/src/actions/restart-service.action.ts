import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { timeoutMs } from './action-parameters.js';
import type { HealAction, HealActionDefinition, HealContext, HealOutcome } from './heal-action.js';
import { serviceManagerNames } from './services/service-manager.js';
import { ServiceManagers } from './services/service-managers.js';

const DEFAULT_TIMEOUT_MS = 60_000;

const schema = z.strictObject({
  service: z
    .string()
    .min(1)
    .describe('Name of the service, as its manager knows it; all its instances restart.'),
  manager: z.enum(serviceManagerNames).optional().describe('What runs the service; default: pm2.'),
  timeoutMs,
});
type Parameters = z.output<typeof schema>;

/** Restarts one service by what runs it. One that an operator stopped stays stopped. */
@Injectable()
export class RestartServiceAction implements HealAction<Parameters> {
  constructor(private readonly managers: ServiceManagers) {}

  describe({ service, manager = 'pm2' }: Parameters): string {
    return `restart the service ${service} by ${this.managers.title(manager)}`;
  }

  run({ service, manager = 'pm2' }: Parameters, context: HealContext): Promise<HealOutcome> {
    return this.managers.get(manager).restart(service, context);
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
