import { FakeClock } from '@app/clock/testing';
import { SystemClock } from '@app/clock';
import type { EventMap, EventName } from '@app/contracts';
import { EventFactory } from '@app/event-bus';
import { MemoryEventStore } from '@app/event-bus/testing';
import { FleetEngine } from '../src/nats/fleet-engine.js';
import { MemoryCursors } from './memory-cursors.js';

/** One host of a fleet with its store in memory and a real connection. */
export class FleetHost {
  readonly events = new MemoryEventStore();
  readonly cursors = new MemoryCursors();
  readonly clock = new FakeClock();
  private readonly factory = new EventFactory(this.clock);
  readonly engine: FleetEngine;

  constructor(
    readonly name: string,
    urls: string,
    replicas = 1,
  ) {
    this.engine = new FleetEngine(urls.split(','), name, new SystemClock(), replicas);
  }

  publish(): this {
    const { events, cursors } = this;
    const mask = (payload: unknown) => Promise.resolve(payload);
    this.engine.publish({ host: this.name, events, cursors, mask });
    return this;
  }

  async tell<N extends EventName>(name: N, payload: EventMap[N], incident?: string): Promise<void> {
    const cause = incident === undefined ? undefined : { correlationId: incident };
    await this.events.append(this.factory.create(name, payload, cause));
  }

  /** So many events of no interest. */
  async chat(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1)
      await this.tell('watchdog.started', { pid: at, version: '1' });
  }
}
