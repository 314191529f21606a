import { Injectable } from '@nestjs/common';
import type { HealContext, HealFailure, HealOutcome } from '../heal-action.js';
import { done, failure, runOutcome } from '../outcome.js';
import { withOwnTime } from '../time-limit.js';
import { Pm2Restarter } from './pm2-restarter.js';
import type { Pm2Process } from '@app/pm2';
import { Pm2 } from './pm2.js';

/** Taking a candidate away must work out even when the heal is being cancelled. */
const CLEAN_UP_MS = 10_000;

/**
 * Reloads a service in cluster mode behind a candidate.
 *
 * `pm2 reload` alone ends the old process after its listen time-out even when the new one keeps
 * crashing. So one instance more is started first. Only when it stays up are the old ones reloaded, and
 * then it goes again; when it does not, it goes and the old ones were never touched.
 */
@Injectable()
export class Pm2Reloader {
  constructor(
    private readonly pm2: Pm2,
    private readonly restarter: Pm2Restarter,
  ) {}

  async reload(
    service: string,
    instances: readonly Pm2Process[],
    context: HealContext,
  ): Promise<HealOutcome> {
    const added = await this.addCandidate(service, context);
    if (!added.ok) return added;
    const { candidates } = added;
    try {
      const tried = await this.restarter.confirm(asUnborn(candidates), service, context);
      return tried.ok
        ? await this.reloadAll(service, instances, context)
        : { ...tried, message: `${tried.message} Its old processes were kept.` };
    } finally {
      await this.remove(candidates, context);
    }
  }

  private async reloadAll(
    service: string,
    instances: readonly Pm2Process[],
    context: HealContext,
  ): Promise<HealOutcome> {
    let output = '';
    for (const instance of instances) {
      // One by one: `pm2 reload` heeds only the first of several numbers.
      const result = await this.pm2.change('reload', [instance], context);
      const outcome = runOutcome(result, `pm2 reload of ${service}`, context.signal);
      output += outcome.output;
      if (!outcome.ok) return { ...outcome, output };
    }
    const confirmed = await this.restarter.confirm(instances, service, context);
    return confirmed.ok
      ? done(`PM2 reloaded ${service}: ${confirmed.detail}.`, output)
      : { ...confirmed, output };
  }

  private async addCandidate(
    service: string,
    context: HealContext,
  ): Promise<{ readonly ok: true; readonly candidates: readonly Pm2Process[] } | HealFailure> {
    const before = await this.pm2.list(context);
    if (!before.ok) return before;
    const known = new Set(before.services.map(({ id }) => id));
    const result = await this.pm2.addInstance(service, context);
    const after = await withOwnTime(context, CLEAN_UP_MS, (own) => this.pm2.list(own));
    const candidates = after.ok
      ? after.services.filter(({ id, name }) => name === service && !known.has(id))
      : [];
    const outcome = runOutcome(result, `pm2 scale of ${service}`, context.signal);
    if (outcome.ok && candidates.length > 0) return { ok: true, candidates };
    await this.remove(candidates, context);
    return outcome.ok ? noCandidate(service) : outcome;
  }

  private async remove(candidates: readonly Pm2Process[], context: HealContext): Promise<void> {
    if (candidates.length === 0) return;
    await withOwnTime(context, CLEAN_UP_MS, (own) => this.pm2.change('delete', candidates, own));
  }
}

/** New processes are all that there is to see of them: whatever runs is another one than nothing. */
function asUnborn(candidates: readonly Pm2Process[]): readonly Pm2Process[] {
  return candidates.map((candidate) => ({ ...candidate, pid: 0 }));
}

function noCandidate(service: string): HealFailure {
  return failure(
    'unhealthy',
    `PM2 started no further instance of ${service}, so its old processes were kept. See \`pm2 logs ${service}\`.`,
  );
}
