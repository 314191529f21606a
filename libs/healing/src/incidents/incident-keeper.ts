import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { activeStatuses, type Heal } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { LOOP_GUARD_STORE, type LoopGuardStore } from '../loop-guard/loop-guard-store.js';
import { IncidentCloser } from './incident-closer.js';
import { type Incident, INCIDENT_STORE, type IncidentStore } from './incident-store.js';

const INTERVAL_MS = 5_000;
const SHORTEST_QUIET_MS = 60_000;
/** So many verification windows without a detection mean that the trouble passed by itself. */
const QUIET_WINDOWS = 5;

/**
 * Ends incidents that passed by themselves: no detection for five verification windows (a minute at
 * least), no heal under way or waiting for a person, no open loop. Lets approvals expire.
 */
@Injectable()
export class IncidentKeeper {
  private readonly logger = new Logger(IncidentKeeper.name);
  private stopTicking: () => void = () => undefined;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    @Inject(INCIDENT_STORE) private readonly incidents: IncidentStore,
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    @Inject(LOOP_GUARD_STORE) private readonly guards: LoopGuardStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly closer: IncidentCloser,
  ) {}

  start(): void {
    this.stopTicking = this.clock.every(INTERVAL_MS, () => {
      this.sweeping = this.sweep().catch((error: unknown) => {
        this.logger.warn({ msg: 'Open incidents could not be looked at', error: String(error) });
      });
    });
  }

  async stop(): Promise<void> {
    this.stopTicking();
    await this.sweeping;
  }

  async sweep(): Promise<void> {
    const waiting = await this.heals.list({
      statuses: [...activeStatuses, 'awaiting-approval'],
      limit: 1_000,
    });
    await this.expire(waiting);
    const guards = await this.guards.list();
    for (const incident of await this.incidents.open()) {
      const busy = waiting.some(({ incidentId }) => incidentId === incident.id);
      const looping = guards.some(
        ({ key, state }) => key === incident.key && state.phase !== 'closed',
      );
      if (!busy && !looping && this.isQuiet(incident))
        await this.closer.resolve(incident.id, 'quiet');
    }
  }

  private isQuiet({ lastSeenAt, detection }: Incident): boolean {
    const windowMs = detection.plan.verification.windowSeconds * 1_000;
    const quietMs = Math.max(SHORTEST_QUIET_MS, windowMs * QUIET_WINDOWS);
    return this.clock.now() - Date.parse(lastSeenAt) >= quietMs;
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
