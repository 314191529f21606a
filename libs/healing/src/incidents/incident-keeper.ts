import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { EventBus } from '@app/event-bus';
import { activeStatuses, type Heal } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { LoopGovernor } from '../loop-guard/loop-governor.js';
import { HealPlanner } from '../planning/heal-planner.js';
import { PROBE_CHECKER, type ProbeChecker } from '../verification/probe-checker.js';
import { IncidentCloser } from './incident-closer.js';
import { type Incident, INCIDENT_STORE, type IncidentStore } from './incident-store.js';

const INTERVAL_MS = 5_000;
const SHORTEST_QUIET_MS = 60_000;
/** So many verification windows without a detection mean that the trouble passed by itself. */
const QUIET_WINDOWS = 5;
const ALL = 1_000;

/**
 * Looks after open incidents that nothing is done about: those that passed by themselves it ends (no
 * detection for five verification windows, a minute at least, and the probe, where there is one, is
 * well); the others it has reconsidered once their wait is over, or once the heal is over that had
 * their target when they came. Lets approvals expire.
 */
@Injectable()
export class IncidentKeeper implements OnModuleInit {
  private readonly logger = new Logger(IncidentKeeper.name);
  private stopTicking: () => void = () => undefined;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    @Inject(INCIDENT_STORE) private readonly incidents: IncidentStore,
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    @Inject(PROBE_CHECKER) private readonly probes: ProbeChecker,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly governor: LoopGovernor,
    private readonly planner: HealPlanner,
    private readonly closer: IncidentCloser,
    private readonly bus: EventBus,
  ) {}

  /** What did not help is followed up at once where a next rung is free to go. */
  onModuleInit(): void {
    for (const name of ['heal.failed', 'heal.ineffective'] as const) {
      this.bus.on(name, async ({ correlationId }) => {
        const incident = await this.incidents.find(correlationId);
        if (incident?.status === 'open') await this.planner.reconsider(incident);
      });
    }
  }

  start(): void {
    let busy = false;
    this.stopTicking = this.clock.every(INTERVAL_MS, () => {
      if (busy) return;
      busy = true;
      this.sweeping = this.sweep()
        .catch((error: unknown) => {
          this.logger.warn({ msg: 'Open incidents could not be looked at', error: String(error) });
        })
        .finally(() => (busy = false));
    });
  }

  async stop(): Promise<void> {
    this.stopTicking();
    await this.sweeping;
  }

  async sweep(): Promise<void> {
    const statuses = [...activeStatuses, 'awaiting-approval' as const];
    const waiting = await this.heals.list({ statuses, limit: ALL });
    await this.expire(waiting);
    const attended = new Set(waiting.map(({ incidentId }) => incidentId));
    for (const incident of await this.incidents.open()) {
      if (!attended.has(incident.id)) await this.look(incident);
    }
  }

  private async look(incident: Incident): Promise<void> {
    if (incident.missedAt !== undefined) return this.planner.takeUpMissed(incident);
    if (!(await this.hasPassed(incident))) return this.planner.reconsider(incident);
    const { key, plan } = incident.detection;
    const cause = { correlationId: incident.id };
    if (await this.governor.healthy(key, plan.loop, cause))
      await this.closer.resolve(incident.id, 'quiet');
  }

  private async hasPassed({ lastSeenAt, detection, id }: Incident): Promise<boolean> {
    const { windowSeconds, probe } = detection.plan.verification;
    const quietMs = Math.max(SHORTEST_QUIET_MS, windowSeconds * 1_000 * QUIET_WINDOWS);
    if (this.clock.now() - Date.parse(lastSeenAt) < quietMs) return false;
    if (probe !== undefined) return (await this.probes.check(probe)) === 'ok';
    return !(await this.nothingWasDoneYet(id));
  }

  /** An act that failed for a passing reason is due again: silence may only mean that the service is dead. */
  private async nothingWasDoneYet(incidentId: string): Promise<boolean> {
    const [last] = await this.heals.list({ incidentId, limit: 1 });
    return last?.status === 'failed' && last.retryable === true;
  }

  private async expire(heals: readonly Heal[]): Promise<void> {
    const now = this.clock.now();
    for (const { id, status, expiresAt } of heals) {
      if (status !== 'awaiting-approval' || Date.parse(expiresAt ?? '') > now) continue;
      await this.heals.transition(id, ['awaiting-approval'], {
        status: 'expired',
        result: 'Nobody approved it in time.',
        finishedAt: new Date(now).toISOString(),
      });
    }
  }
}
