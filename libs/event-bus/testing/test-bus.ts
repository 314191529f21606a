import { EventEmitter2 } from '@nestjs/event-emitter';
import { FakeClock } from '@app/clock/testing';
import { EventBus } from '../src/event-bus.js';
import { EventFactory } from '../src/event-factory.js';
import { MemoryEventStore } from './memory-event-store.js';

/** A bus over memory with its parts in reach. Call `bus.start()` once the handlers are attached. */
export function testBus(clock = new FakeClock()) {
  const store = new MemoryEventStore();
  const factory = new EventFactory(clock);
  return { clock, store, factory, bus: new EventBus(new EventEmitter2(), store, factory) };
}
