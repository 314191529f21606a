import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { HealContext, HealFailure, HealOutcome } from '../heal-action.js';
import { aborted, done, failure, runOutcome } from '../outcome.js';
import type { Pm2Service } from './pm2-service.js';
import { Pm2 } from './pm2.js';

const LOOK_EVERY_MS = 1_000;
const MAX_LOOKS = 6;

type Look = { readonly ok: true; readonly services: readonly Pm2Service[] } | HealFailure;

/** Restarts PM2's processes, and believes it only when new ones stay up. */
@Injectable()
export class Pm2Restarter {
  constructor(
    private readonly pm2: Pm2,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async restart(services: readonly Pm2Service[], context: HealContext): Promise<HealOutcome> {
    const name = serviceNames(services);
    const result = await this.pm2.restart(services, context);
    const outcome = runOutcome(result, `pm2 restart of ${name}`, context.signal);
    if (!outcome.ok) return outcome;
    return this.confirm(services, name, outcome.output, context);
  }

  /** Two looks in a row must find the same new processes: a crash at boot shows in the second. */
  private async confirm(
    before: readonly Pm2Service[],
    name: string,
    output: string,
    context: HealContext,
  ): Promise<HealOutcome> {
    let previous: readonly Pm2Service[] = [];
    for (let look = 1; look <= MAX_LOOKS; look += 1) {
      const now = await this.look(before, context);
      if (!now.ok) return { ...now, output };
      if (areUp(now.services, before) && haveSamePids(now.services, previous)) {
        return done(`PM2 restarted ${name}: ${describe(now.services)}.`, output);
      }
      previous = now.services;
      await this.clock.sleep(LOOK_EVERY_MS, context.signal);
      if (context.signal.aborted) return aborted(`The restart of ${name}`, context.signal, output);
    }
    return failure(
      'unhealthy',
      `${name} does not stay up after its restart (${describe(previous)}). See \`pm2 logs ${name}\`.`,
      output,
    );
  }

  private async look(before: readonly Pm2Service[], context: HealContext): Promise<Look> {
    const listing = await this.pm2.list(context);
    if (!listing.ok) return listing;
    const ids = new Set(before.map(({ id }) => id));
    return { ok: true, services: listing.services.filter(({ id }) => ids.has(id)) };
  }
}

export function serviceNames(services: readonly Pm2Service[]): string {
  return [...new Set(services.map(({ name }) => name))].join(', ');
}

function areUp(now: readonly Pm2Service[], before: readonly Pm2Service[]): boolean {
  const oldPids = new Map(before.map(({ id, pid }) => [id, pid]));
  return (
    now.length === before.length &&
    now.every(({ id, pid, status }) => status === 'online' && pid > 0 && pid !== oldPids.get(id))
  );
}

function haveSamePids(now: readonly Pm2Service[], previous: readonly Pm2Service[]): boolean {
  const pids = new Map(previous.map(({ id, pid }) => [id, pid]));
  return now.every(({ id, pid }) => pids.get(id) === pid);
}

function describe(services: readonly Pm2Service[]): string {
  if (services.length === 0) return 'PM2 does not list it any more';
  return services
    .map(({ id, pid, status }) => `${String(id)} ${status} as process ${String(pid)}`)
    .join(', ');
}
