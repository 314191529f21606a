import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { AnyDomainEvent, DomainEvent, EventMap, EventName } from '@app/contracts';
import { type Cause, EventFactory } from './event-factory.js';
import { EVENT_STORE, type EventStore } from './event-store.js';
import { checkRequestHandlers } from './request-handlers.js';

export type EventHandler<N extends EventName> = (event: DomainEvent<N>) => void | Promise<void>;

/**
 * Typed events: stored first, then handed to every handler, then marked as delivered.
 *
 * A handler that throws is logged and does not keep the event from the others; it is not called
 * again for it. A handler may see an event twice after a crash, so it must be idempotent by event id.
 * Until `start` an event is only stored; whoever starts next delivers it.
 */
@Injectable()
export class EventBus {
  private readonly logger = new Logger(EventBus.name);
  private readonly inFlight = new Map<string, Promise<void>>();
  private started = false;

  constructor(
    private readonly emitter: EventEmitter2,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly factory: EventFactory,
  ) {}

  /** Attach handlers while modules initialise, before `start`. */
  on<N extends EventName>(name: N, handler: EventHandler<N>): void {
    this.emitter.on(name, this.guarded(handler) as (event: DomainEvent<N>) => void);
  }

  /**
   * Calls the observer for every event, of any name. It is no handler: requests need one beside it, and what
   * handlers do at once comes first, so that telling of trouble does not delay its heal.
   */
  observe(observer: (event: AnyDomainEvent) => void | Promise<void>): void {
    const guarded = this.guarded(observer);
    const listener = (_name: unknown, event: AnyDomainEvent): Promise<void> =>
      nextTurn(event).then(guarded);
    this.emitter.onAny(listener as (name: unknown, event: AnyDomainEvent) => void);
  }

  /** Stores a new event and hands it on; resolves when all its handlers are done. */
  async publish<N extends EventName>(
    name: N,
    payload: EventMap[N],
    cause?: Cause,
  ): Promise<DomainEvent<N>> {
    const event = this.factory.create(name, payload, cause);
    const delivery = this.claim(event, () => this.store.append(event));
    await delivery;
    return event;
  }

  /** Hands on an event that is already stored; a no-op while its delivery is under way. */
  async dispatch(event: AnyDomainEvent): Promise<void> {
    await (this.inFlight.get(event.id) ?? this.claim(event, () => Promise.resolve()));
  }

  /** Hands on a stored event without waiting for its handlers; when that fails, the pump tries again. */
  forward(event: AnyDomainEvent): void {
    this.dispatch(event).catch((error: unknown) => {
      this.logger.warn({
        msg: 'An event could not be handed on; it will be tried again',
        event: event.name,
        eventId: event.id,
        error: String(error),
      });
    });
  }

  /**
   * Opens the gate. Call when all modules are initialised.
   *
   * @throws when a request has no handler, or more than one
   */
  start(): void {
    checkRequestHandlers((name) => this.emitter.listenerCount(name));
    this.started = true;
  }

  /** Delivers what others stored (an API, a CLI, a run that crashed); returns how many. */
  async deliverPending(limit = 100): Promise<number> {
    const pending = (await this.store.undelivered(limit)).filter(
      ({ id }) => !this.inFlight.has(id),
    );
    for (const event of pending) await this.dispatch(event);
    return pending.length;
  }

  /** Closes the gate and waits for deliveries under way. */
  async stop(): Promise<void> {
    this.started = false;
    await this.idle();
  }

  /** Waits until no delivery is under way. */
  async idle(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.allSettled(this.inFlight.values());
  }

  private guarded<E extends DomainEvent>(
    handler: (event: E) => void | Promise<void>,
  ): (event: E) => Promise<void> {
    return async (event) => {
      try {
        await handler(event);
      } catch (error) {
        this.logger.error({
          msg: 'An event handler failed',
          event: event.name,
          eventId: event.id,
          error: String(error),
          stack: error instanceof Error ? error.stack : undefined,
        });
      }
    };
  }

  private claim(event: AnyDomainEvent, store: () => Promise<void>): Promise<void> {
    const delivery = this.deliver(event, store).finally(() => this.inFlight.delete(event.id));
    this.inFlight.set(event.id, delivery);
    return delivery;
  }

  private async deliver(event: AnyDomainEvent, store: () => Promise<void>): Promise<void> {
    await store();
    if (!this.started) return;
    await this.emitter.emitAsync(event.name, event);
    await this.store.markDelivered(event.id);
  }
}
