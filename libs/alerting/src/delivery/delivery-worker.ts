import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertRaised } from '@app/contracts';
import type { AlertChannel, DeliveryOutcome } from '../channels/alert-channel.js';
import { AlertChannels } from '../channels/alert-channels.js';
import { ALERT_STORE, type AlertStore, type Delivery } from './alert-store.js';
import { backoffMs } from './backoff.js';

const IDLE_MS = 500;

/** Delivers alerts from the store: one after the other per channel, in order, until each has arrived or cannot. */
@Injectable()
export class DeliveryWorker {
  private readonly logger = new Logger(DeliveryWorker.name);
  private readonly stopping = new AbortController();
  private readonly wakeUps = new Set<() => void>();
  private loops: Promise<void>[] = [];

  constructor(
    @Inject(ALERT_STORE) private readonly store: AlertStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly channels: AlertChannels,
  ) {}

  async enqueue(alert: AlertRaised): Promise<void> {
    await this.store.enqueue(
      alert,
      this.channels.enabled().map(({ id }) => id),
    );
    for (const wakeUp of this.wakeUps) wakeUp();
  }

  start(): void {
    this.loops = this.channels.enabled().map((channel) => this.work(channel));
  }

  /** Gives what is due one last chance within the limit; the rest waits in the store for the next start. */
  async drain(limitMs: number): Promise<void> {
    const limit = new AbortController();
    const all = Promise.all(
      this.channels.enabled().map((channel) => this.emptyOnce(channel, limit.signal)),
    );
    await Promise.race([all, this.clock.sleep(limitMs, limit.signal)]);
    limit.abort();
    this.stopping.abort();
    await Promise.allSettled(this.loops);
  }

  private async work(channel: AlertChannel): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const sent = await this.sendNext(channel, this.stopping.signal).catch((error: unknown) => {
        this.logger.warn({
          msg: 'The alert queue cannot be read; trying again',
          channel: channel.id,
          error: String(error),
        });
        return false;
      });
      await (sent ? this.clock.sleep(channel.pauseMs, this.stopping.signal) : this.idle());
    }
  }

  private async emptyOnce(channel: AlertChannel, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.sendNext(channel, signal))) {
      await this.clock.sleep(channel.pauseMs, signal);
    }
  }

  private readonly sending = new Map<string, Promise<boolean>>();

  /** @returns whether there was something to send; two callers at once share one try */
  private sendNext(channel: AlertChannel, signal: AbortSignal): Promise<boolean> {
    const running = this.sending.get(channel.id);
    if (running) return running;
    const mine = this.trySend(channel, signal).finally(() => this.sending.delete(channel.id));
    this.sending.set(channel.id, mine);
    return mine;
  }

  private async trySend(channel: AlertChannel, signal: AbortSignal): Promise<boolean> {
    const delivery = await this.store.nextDue(channel.id, this.clock.now());
    if (!delivery) return false;
    const outcome = await channel.send(delivery.alert.message, signal);
    await this.settle(delivery, outcome);
    return true;
  }

  private async settle(delivery: Delivery, outcome: DeliveryOutcome): Promise<void> {
    const now = this.clock.now();
    if (outcome.ok) {
      await this.store.delivered(delivery.id, now);
    } else if (outcome.retryable) {
      const wait = outcome.retryAfterMs ?? backoffMs(delivery.attempts + 1, Math.random());
      await this.store.retryAt(delivery.id, now + wait, outcome.message);
    } else {
      this.logger.error({
        msg: 'An alert was refused for good; test the channel with: autoheal alert test',
        channel: delivery.channel,
        error: outcome.message,
      });
      await this.store.failed(delivery.id, outcome.message);
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
