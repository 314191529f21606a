import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { DomainEvent } from '@app/contracts';
import { EventBus } from '@app/event-bus';
import { HealEnding } from '../execution/heal-ending.js';
import type { Heal } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { PROBE_CHECKER, type ProbeChecker } from './probe-checker.js';
import { triggerTime } from './trigger-time.js';

const MOST_PROBE_CHECKS = 5;
const SHORTEST_PROBE_PAUSE_MS = 1_000;

interface Verification {
  readonly heal: Heal;
  readonly forgivenUntil: number;
  readonly over: AbortController;
  readonly work: Promise<void>;
}

/**
 * Proves heals: through the window after it has settled, the trigger stays silent and the probe holds.
 *
 * A watchdog that stops leaves the proof to the next start, which watches a whole window anew.
 */
@Injectable()
export class Verifier implements OnModuleInit {
  private readonly logger = new Logger(Verifier.name);
  private readonly running = new Map<string, Verification>();

  constructor(
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    @Inject(PROBE_CHECKER) private readonly probes: ProbeChecker,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ending: HealEnding,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.bus.on('heal.succeeded', async ({ payload }) => {
      const heal = await this.heals.find(payload.healId);
      if (heal) this.begin(heal);
    });
    this.bus.on('detection.raised', (event) => this.triggered(event));
  }

  /** Watches from now on; returns at once. */
  begin(heal: Heal): void {
    if (heal.status !== 'verifying' || this.running.has(heal.id)) return;
    const over = new AbortController();
    const forgivenUntil = this.clock.now() + heal.verification.settleSeconds * 1_000;
    const work = this.watch(heal, over.signal)
      .catch((error: unknown) => {
        this.logger.error({
          msg: 'A heal could not be verified; the next start tries again',
          healId: heal.id,
          error: String(error),
        });
      })
      .finally(() => this.running.delete(heal.id));
    this.running.set(heal.id, { heal, forgivenUntil, over, work });
  }

  async stop(): Promise<void> {
    for (const { over } of this.running.values()) over.abort();
    await Promise.allSettled([...this.running.values()].map(({ work }) => work));
  }

  private async triggered(event: DomainEvent<'detection.raised'>): Promise<void> {
    for (const { heal, forgivenUntil, over } of this.running.values()) {
      if (!isTriggerOf(heal, event) || triggerTime(event) < forgivenUntil) continue;
      over.abort();
      await this.ending.ineffective(
        heal,
        'trigger-fired',
        `It happened again: ${event.payload.title}.`,
      );
    }
  }

  private async watch(heal: Heal, over: AbortSignal): Promise<void> {
    const { settleSeconds, windowSeconds, probe } = heal.verification;
    await this.clock.sleep(settleSeconds * 1_000, over);
    const end = this.clock.now() + windowSeconds * 1_000;
    const pause = Math.max(SHORTEST_PROBE_PAUSE_MS, (windowSeconds * 1_000) / MOST_PROBE_CHECKS);
    while (!over.aborted) {
      const last = this.clock.now() >= end;
      if (probe !== undefined && !(await this.probeHolds(heal, probe, last, over))) return;
      if (last) break;
      await this.clock.sleep(Math.min(pause, end - this.clock.now()), over);
    }
    if (!over.aborted) await this.ending.verified(heal, windowSeconds);
  }

  private async probeHolds(
    heal: Heal,
    probe: string,
    last: boolean,
    over: AbortSignal,
  ): Promise<boolean> {
    const health = await this.probes.check(probe);
    if (over.aborted) return false;
    if (health === 'failed') {
      await this.ending.ineffective(
        heal,
        'probe-failed',
        `The probe ${probe} failed after the heal.`,
      );
      return false;
    }
    if (health === 'unknown' && last) {
      await this.ending.ineffective(
        heal,
        'probe-unknown',
        `The probe ${probe} gave no answer, and unknown is not healed. Check that it is configured.`,
      );
      return false;
    }
    return true;
  }
}

/** A heal that a person asked for has no trigger of its own: any trouble of its target speaks against it. */
function isTriggerOf({ key, target }: Heal, { payload }: DomainEvent<'detection.raised'>): boolean {
  return key === payload.key || (key === `manual:${target}` && payload.plan.target === target);
}
