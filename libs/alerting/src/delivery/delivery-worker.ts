import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertRaised } from '@app/contracts';
import { AlertChannels } from '../channels/alert-channels.js';
import type { AlertChannel, DeliveryFailure } from '../channels/alert-channel.js';
import { ALERT_STORE, type AlertPlan, type AlertStore, type Delivery } from './alert-store.js';
import { ChannelHealth } from './channel-health.js';
import { ChannelQueue } from './channel-queue.js';
import { CHANNEL_STATES, type ChannelStates } from './channel-states.js';
import { Fallback } from './fallback.js';
import { TroubleDesk } from './trouble-desk.js';

/** What is enqueued here wakes the loops; this is how soon a delivery that was held back is seen. */
const IDLE_MS = 1_000;
const OVERDUE_MS = 30_000;

/** Delivers alerts from the store: one queue per channel, until each alert has arrived or cannot. */
@Injectable()
export class DeliveryWorker {
  private readonly logger = new Logger(DeliveryWorker.name);
  private readonly stopping = new AbortController();
  private readonly wakeUps = new Set<() => void>();
  private queues: readonly ChannelQueue[] = [];
  private loops: readonly Promise<void>[] = [];

  constructor(
    @Inject(ALERT_STORE) private readonly store: AlertStore,
    @Inject(CHANNEL_STATES) private readonly states: ChannelStates,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly channels: AlertChannels,
    private readonly health: ChannelHealth,
    private readonly troubles: TroubleDesk,
    private readonly fallback: Fallback,
  ) {}

  /** @returns false when the alert is queued already */
  async enqueue(alert: AlertRaised, plan: AlertPlan): Promise<boolean> {
    const isNew = await this.store.enqueue(alert, plan);
    this.wake();
    return isNew;
  }

  start(): void {
    this.queues = this.channels.enabled().map((channel) => this.queueOf(channel));
    this.loops = [...this.queues.map((queue) => this.work(queue)), this.lookAfterOverdue()];
  }

  /** Gives what is due one last chance within the limit; the rest waits in the store for the next start. */
  async drain(limitMs: number): Promise<void> {
    const limit = new AbortController();
    const all = Promise.all(this.queues.map((queue) => this.empty(queue, limit.signal)));
    await Promise.race([all, this.clock.sleep(limitMs, limit.signal)]);
    limit.abort();
    this.stopping.abort();
    await Promise.allSettled([all, ...this.loops]);
  }

  private queueOf(channel: AlertChannel): ChannelQueue {
    return new ChannelQueue(channel, {
      store: this.store,
      states: this.states,
      health: this.health,
      clock: this.clock,
      random: Math.random,
      onTrouble: (where, batch, failure) => this.report(where, batch, failure),
    });
  }

  private async report(
    channel: AlertChannel,
    batch: readonly Delivery[],
    failure: DeliveryFailure,
  ): Promise<void> {
    await this.troubles.report(channel, batch, failure);
    this.wake();
  }

  private wake(): void {
    for (const wakeUp of this.wakeUps) wakeUp();
  }

  private async work(queue: ChannelQueue): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const sent = await this.sendSafely(queue, signal);
      await (sent || queue.pauseMs > 0 ? this.clock.sleep(queue.pauseMs, signal) : this.idle());
    }
  }

  private async lookAfterOverdue(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.safely(() => this.fallback.takeOverdue());
      await this.clock.sleep(OVERDUE_MS, signal);
    }
  }

  private async empty(queue: ChannelQueue, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.sendSafely(queue, signal))) {
      await this.clock.sleep(queue.pauseMs, signal);
    }
  }

  private async sendSafely(queue: ChannelQueue, signal: AbortSignal): Promise<boolean> {
    return (await this.safely(() => queue.sendNext(signal))) ?? false;
  }

  private async safely<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn({
        msg: 'The alert queue cannot be read or written; trying again',
        error: String(error),
      });
      return undefined;
    }
  }

  private async idle(): Promise<void> {
    const woken = new AbortController();
    const wakeUp = (): void => {
      woken.abort();
    };
    this.wakeUps.add(wakeUp);
    await this.clock.sleep(IDLE_MS, AbortSignal.any([woken.signal, this.stopping.signal]));
    this.wakeUps.delete(wakeUp);
  }
}
