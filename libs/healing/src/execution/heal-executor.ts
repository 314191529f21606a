import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AnyDomainEvent, DomainEvent } from '@app/contracts';
import { EventBus, EventFactory } from '@app/event-bus';
import { parseHealAction } from '../actions/heal-action-schema.js';
import type { HealFailure, HealOutcome } from '../actions/heal-action.js';
import { type Heal, referenceOf } from '../heal/heal.js';
import { healingSettings, type HealingSettings } from '../healing.settings.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { Serial, Slots } from '@app/concurrency';
import { ACT_RUNNER, type ActRunner } from './act-runner.js';
import { HealEnding } from './heal-ending.js';
import { HealPermits } from './heal-permits.js';

const CANCEL_POLL_MS = 500;

/** The one handler of `heal.requested`: claims the heal, runs its action, hands over what came of it. */
@Injectable()
export class HealExecutor implements OnModuleInit {
  private readonly logger = new Logger(HealExecutor.name);
  private readonly serial = new Serial();
  private readonly slots: Slots;
  private readonly underWay = new Map<string, { work: Promise<void>; abort: AbortController }>();
  private readonly leaving = new AbortController();
  private closing = false;

  constructor(
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(healingSettings.token) { maxConcurrent }: HealingSettings,
    @Inject(ACT_RUNNER) private readonly runner: ActRunner,
    private readonly factory: EventFactory,
    private readonly bus: EventBus,
    private readonly ending: HealEnding,
    private readonly permits: HealPermits,
  ) {
    this.slots = new Slots(maxConcurrent);
  }

  onModuleInit(): void {
    this.bus.on('heal.requested', (event) => {
      this.accept(event.payload.healId, event.payload.target, event);
    });
  }

  /** Starts the heal when its target is free; returns at once. */
  accept(healId: string, target: string, cause?: AnyDomainEvent): void {
    if (this.underWay.has(healId) || this.closing) return;
    const abort = new AbortController();
    const work = this.serial
      .run(target, () => this.whenPermitted(healId, abort, cause))
      .catch((error: unknown) => {
        this.logger.error({
          msg: 'A heal could not be written down; the next start closes it',
          healId,
          error: String(error),
        });
      })
      .finally(() => this.underWay.delete(healId));
    this.underWay.set(healId, { work, abort });
  }

  /** Takes nothing new, lets what runs end within the limit, then aborts it. */
  async drain(limitMs: number): Promise<void> {
    this.closing = true;
    this.leaving.abort();
    const all = this.idle();
    const overdue = new AbortController();
    await Promise.race([all, this.clock.sleep(limitMs, overdue.signal)]);
    overdue.abort();
    for (const { abort } of this.underWay.values())
      abort.abort(new DOMException('Shutting down', 'AbortError'));
    await all;
  }

  /** Waits until what has been accepted so far has ended. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.underWay.values()].map(({ work }) => work));
  }

  /** Waits for the permit without a slot: heals of other targets go on meanwhile. */
  private async whenPermitted(
    healId: string,
    abort: AbortController,
    cause?: AnyDomainEvent,
  ): Promise<void> {
    const heal = this.closing ? undefined : await this.heals.find(healId);
    if (heal?.status !== 'requested') return;
    const watching = this.watchForCancel(healId, abort);
    const answer = await this.permits.ask(
      heal,
      AbortSignal.any([abort.signal, this.leaving.signal]),
    );
    watching.abort();
    if (answer.outcome === 'refused') await this.ending.refused(heal, answer.message);
    if (answer.outcome !== 'granted') return;
    const outcome = await this.slots.run(() => this.perform(heal, abort, cause));
    if (outcome !== 'began') this.permits.giveBack(healId);
    if (outcome === 'late') await this.whenPermitted(healId, abort, cause);
  }

  /** @returns `late` when the permit was lost while it waited for its slot, `unwanted` when nobody wants the heal now */
  private async perform(
    waiting: Heal,
    abort: AbortController,
    cause?: AnyDomainEvent,
  ): Promise<'began' | 'late' | 'unwanted'> {
    const permit = await this.permits.check(waiting.id);
    if (permit.outcome === 'lost') return 'late';
    const claimed = this.closing
      ? undefined
      : await this.claim(waiting, permit.fencingToken, cause);
    if (!claimed) return 'unwanted';
    const { heal, started } = claimed;
    const watching = this.watchForCancel(heal.id, abort);
    const startedAt = this.clock.now();
    const running = this.runner.run(heal, abort.signal);
    // Others hear of it once the action is on its way: what they do must not delay it.
    await nextTurn();
    this.bus.forward(started);
    const outcome = await running;
    watching.abort();
    await this.ending.acted(heal, this.interruptedOrNot(outcome), this.clock.now() - startedAt);
    return 'began';
  }

  private async claim(
    waiting: Heal,
    fencingToken: number | undefined,
    cause?: AnyDomainEvent,
  ): Promise<{ heal: Heal; started: DomainEvent<'heal.started'> } | undefined> {
    const parsed = parseHealAction(waiting.action);
    const started = this.factory.create(
      'heal.started',
      {
        ...referenceOf(waiting),
        timeoutMs: parsed.ok ? parsed.timeoutMs : 0,
        ...(fencingToken === undefined ? {} : { fencingToken }),
      },
      cause ?? { correlationId: waiting.incidentId },
    );
    const startedAt = new Date(this.clock.now()).toISOString();
    const heal = await this.heals.transition(
      waiting.id,
      ['requested'],
      { status: 'running', startedAt },
      [started],
    );
    return heal && { heal, started };
  }

  /** A cancelled action says "cancelled"; when it was us who are leaving, that is an interruption. */
  private interruptedOrNot(outcome: HealOutcome): HealOutcome {
    if (outcome.ok || outcome.reason !== 'cancelled' || !this.closing) return outcome;
    const interrupted: HealFailure = {
      ...outcome,
      reason: 'interrupted',
      message:
        'The watchdog was stopped while the heal ran. Check the service; the heal is not repeated by itself.',
    };
    return interrupted;
  }

  private watchForCancel(healId: string, abort: AbortController): AbortController {
    const done = new AbortController();
    void (async () => {
      for (;;) {
        await this.clock.sleep(CANCEL_POLL_MS, done.signal);
        if (done.signal.aborted) return;
        const heal = await this.heals.find(healId);
        if (heal?.cancelRequested || heal?.status === 'cancelled')
          abort.abort(new DOMException('Cancelled', 'AbortError'));
      }
    })().catch((error: unknown) => {
      this.logger.warn({
        msg: 'Cannot see whether a heal is cancelled',
        healId,
        error: String(error),
      });
    });
    return done;
  }
}
