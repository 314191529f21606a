import type { Clock } from '@app/clock';
import type { AlertChannel, DeliveryFailure, DeliveryOutcome } from '../channels/alert-channel.js';
import { messageOf } from '../compose/message-of.js';
import type { AlertStore, Delivery } from './alert-store.js';
import { backoffMs } from './backoff.js';
import type { ChannelHealth } from './channel-health.js';
import type { ChannelStates } from './channel-states.js';
import { SEND_LIMIT_MS, withinLimit } from './within-limit.js';

/** An alert that could not be told for so long misleads more than it helps. */
const LONGEST_TRIES_MS = 72 * 3_600_000;

export interface QueueParts {
  readonly store: AlertStore;
  readonly states: ChannelStates;
  readonly health: ChannelHealth;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Told of what this channel cannot deliver, before it is closed or set aside. */
  readonly onTrouble: (
    channel: AlertChannel,
    batch: readonly Delivery[],
    failure: DeliveryFailure,
  ) => Promise<void>;
}

/** What waits for one channel: one try at a time, in order per incident, as fast as the service allows. */
export class ChannelQueue {
  private running: Promise<boolean> | undefined;
  private pausedUntil: number | undefined;
  private failuresInARow = 0;
  private known: 'alive' | 'dead' | undefined;

  constructor(
    readonly channel: AlertChannel,
    private readonly parts: QueueParts,
  ) {}

  /** Milliseconds until the service takes the next message. */
  get pauseMs(): number {
    return Math.max((this.pausedUntil ?? 0) - this.parts.clock.now(), 0);
  }

  /** @returns whether a message went out; two callers at once share one try */
  sendNext(signal: AbortSignal): Promise<boolean> {
    this.running ??= this.trySend(signal).finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async trySend(signal: AbortSignal): Promise<boolean> {
    const { store, states, clock } = this.parts;
    this.pausedUntil ??= (await states.find(this.channel.id)).notBefore;
    if (this.pauseMs > 0 || (await this.isDead())) return false;
    const batch = await store.nextDue(this.channel.id, clock.now());
    const [first] = batch;
    if (!first || signal.aborted) return false;
    await store.sending(idsOf(batch), clock.now());
    const outcome = await withinLimit(clock, SEND_LIMIT_MS, signal, (limited) =>
      this.channel.send(messageOf(batch), {
        signal: limited,
        deliveryId: first.id,
        ...(first.thread === undefined ? {} : { thread: first.thread }),
      }),
    );
    await this.settle(batch, outcome);
    return outcome.ok;
  }

  private async isDead(): Promise<boolean> {
    if (this.known !== 'alive')
      this.known = (await this.parts.health.isDead(this.channel)) ? 'dead' : 'alive';
    return this.known === 'dead';
  }

  private async settle(batch: readonly Delivery[], outcome: DeliveryOutcome): Promise<void> {
    const { store, clock } = this.parts;
    if (outcome.ok) {
      await store.delivered(idsOf(batch), clock.now(), outcome.thread);
      this.failuresInARow = 0;
      await this.pause(Math.max(this.channel.pauseMs, outcome.pauseMs ?? 0));
    } else if (outcome.reason === 'gone') {
      await this.gone(batch, outcome);
    } else if (outcome.retryable && !this.isStale(batch)) {
      await this.later(batch, outcome);
    } else {
      await this.parts.onTrouble(this.channel, batch, outcome);
      await store.failed(idsOf(batch), outcome.message);
      await this.pause(this.channel.pauseMs);
    }
  }

  /** The message waits: it is sent when the channel comes back. */
  private async gone(batch: readonly Delivery[], failure: DeliveryFailure): Promise<void> {
    const { store, clock, health, onTrouble } = this.parts;
    await onTrouble(this.channel, batch, failure);
    await health.died(this.channel, failure.message);
    await store.retryAt(idsOf(batch), clock.now(), failure.message, mayBeThere(batch));
    this.known = 'dead';
  }

  private async later(batch: readonly Delivery[], failure: DeliveryFailure): Promise<void> {
    const { store, clock, random, onTrouble } = this.parts;
    await onTrouble(this.channel, batch, failure);
    const tries = 1 + Math.max(...batch.map(({ attempts }) => attempts));
    const wished = failure.retryAfterMs ?? 0;
    const wait = wished > 0 ? wished : backoffMs(tries, random());
    const cutOff = failure.mayHaveArrived === true || mayBeThere(batch);
    await store.retryAt(idsOf(batch), clock.now() + wait, failure.message, cutOff);
    this.failuresInARow += 1;
    await this.pause(wished > 0 ? wished : backoffMs(this.failuresInARow, random()));
  }

  private isStale(batch: readonly Delivery[]): boolean {
    const oldest = this.parts.clock.now() - LONGEST_TRIES_MS;
    return batch.some(({ createdAt }) => Date.parse(createdAt) < oldest);
  }

  /** The usual pause is not worth a write: a start takes longer. */
  private async pause(ms: number): Promise<void> {
    this.pausedUntil = this.parts.clock.now() + ms;
    if (ms > this.channel.pauseMs)
      await this.parts.states.pauseUntil(this.channel.id, this.pausedUntil);
  }
}

function idsOf(batch: readonly Delivery[]): string[] {
  return batch.map(({ id }) => id);
}

/** Of an earlier try nobody knows whether it arrived. */
function mayBeThere(batch: readonly Delivery[]): boolean {
  return batch.some(({ cutOff }) => cutOff);
}
