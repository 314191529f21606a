import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { HealContext, HealFailure, HealOutcome } from '../heal-action.js';
import { done, runOutcome } from '../outcome.js';
import type { ServiceLook } from '../services/service-manager.js';
import { staysUp } from '../services/stays-up.js';
import { lookAt } from './look-at.js';
import type { Pm2Process } from '@app/pm2';
import { Pm2 } from './pm2.js';

/** Restarts PM2's processes at once, and believes it only when new ones stay up. */
@Injectable()
export class Pm2Restarter {
  constructor(
    private readonly pm2: Pm2,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async restart(services: readonly Pm2Process[], context: HealContext): Promise<HealOutcome> {
    const name = serviceNames(services);
    const result = await this.pm2.change('restart', services, context);
    const outcome = runOutcome(result, `pm2 restart of ${name}`, context.signal);
    if (!outcome.ok) return outcome;
    const confirmed = await this.confirm(services, name, context);
    return confirmed.ok
      ? done(`PM2 restarted ${name}: ${confirmed.detail}.`, outcome.output)
      : { ...confirmed, output: outcome.output };
  }

  /** @param before what must be gone: up is only what runs as other processes than these */
  confirm(
    before: readonly Pm2Process[],
    name: string,
    context: HealContext,
  ): Promise<ServiceLook | HealFailure> {
    const look = () => this.lookForOthers(before, context);
    return staysUp({ name, look, advice: `See \`pm2 logs ${name}\`` }, this.clock, context);
  }

  private async lookForOthers(
    before: readonly Pm2Process[],
    context: HealContext,
  ): Promise<ServiceLook | HealFailure> {
    const listing = await this.pm2.list(context);
    if (!listing.ok) return listing;
    const oldPids = new Map(before.map(({ id, pid }) => [id, pid]));
    const now = listing.services.filter(({ id }) => oldPids.has(id));
    const look = lookAt(now);
    const allOthers =
      now.length === before.length && now.every(({ id, pid }) => pid !== oldPids.get(id));
    return { ...look, up: look.up && allOthers };
  }
}

export function serviceNames(services: readonly Pm2Process[]): string {
  return [...new Set(services.map(({ name }) => name))].join(', ');
}
