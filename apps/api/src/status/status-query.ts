import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { WATCHDOG_STATUS, watchdogLiveness, type WatchdogStatusStore } from '@app/contracts';
import { FIX_STORE, type FixStore, ProposalDesk } from '@app/openai-operator';
import {
  HEAL_READER,
  type HealReader,
  INCIDENT_READER,
  type IncidentReader,
  LOOP_READER,
  type LoopReader,
  needsYou,
  type ProposedFix,
  type StatusFacts,
  type StatusView,
  toWatchdog,
  verdictOf,
} from '@app/read-model';
import { FleetService } from '../fleet/fleet-service.js';

const MOST_INCIDENTS = 50;

/** Is anything broken, is it being healed, must a person act, is the watchdog alive. */
@Injectable()
export class StatusQuery {
  constructor(
    @Inject(WATCHDOG_STATUS) private readonly watchdog: WatchdogStatusStore,
    @Inject(HEAL_READER) private readonly heals: HealReader,
    @Inject(LOOP_READER) private readonly loops: LoopReader,
    @Inject(INCIDENT_READER) private readonly incidents: IncidentReader,
    @Inject(FIX_STORE) private readonly fixes: FixStore,
    private readonly proposals: ProposalDesk,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly fleet: FleetService,
  ) {}

  async now(): Promise<StatusView> {
    const facts = await this.facts();
    const needs = needsYou(facts);
    const { open, suppressed } = await this.incidents.totals();
    const today = `${facts.now.slice(0, 'YYYY-MM-DD'.length)}T00:00:00.000Z`;
    return {
      verdict: verdictOf(facts, needs),
      watchdog: toWatchdog(facts.watchdog, facts.liveness),
      needsYou: needs,
      fleet: this.fleet.store !== undefined,
      counts: {
        openIncidents: open,
        healsToday: await this.heals.countSince(today),
        openLoops: facts.loops.filter(({ state }) => state === 'open' || state === 'half-open')
          .length,
        suppressedLines: suppressed,
      },
    };
  }

  private async facts(): Promise<StatusFacts> {
    const now = this.clock.now();
    const watchdog = await this.watchdog.read();
    return {
      watchdog,
      liveness: watchdogLiveness(watchdog, now),
      unfinished: await this.heals.unfinished(),
      loops: await this.loops.list(),
      proposals: await this.proposed(),
      unattended: await this.incidents.unattended(MOST_INCIDENTS),
      now: new Date(now).toISOString(),
    };
  }

  private async proposed(): Promise<readonly ProposedFix[]> {
    const fixes = await this.fixes.inStatus('proposed');
    return fixes.flatMap((fix) => {
      const { id, filePath, incidentId, proposedAt } = fix;
      const expiresAt = this.proposals.expiresAt(fix);
      return proposedAt === null || expiresAt === null
        ? []
        : [{ id, filePath, incidentId, proposedAt, expiresAt }];
    });
  }
}
