import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FakeClock } from '@app/clock/testing';
import { type MemoryEventStore, testBus } from '../testing/index.js';
import type { EventBus } from './event-bus.js';
import type { EventFactory } from './event-factory.js';
import { EventPump } from './event-pump.js';

describe('EventPump', () => {
  let clock: FakeClock;
  let bus: EventBus;
  let store: MemoryEventStore;
  let factory: EventFactory;
  let pump: EventPump;
  let seen: string[];
  let searches: number;

  beforeEach(() => {
    ({ bus, store, clock, factory } = testBus());
    seen = [];
    searches = 0;
    bus.on('heal.requested', () => undefined);
    bus.on('watchdog.started', (event) => void seen.push(event.id));
    bus.start();
    const search = store.undelivered.bind(store);
    store.undelivered = (limit) => {
      searches += 1;
      return search(limit);
    };
    pump = new EventPump(bus, store, clock);
    pump.start();
  });
  afterEach(() => pump.stop());

  /** As another process does it. */
  const storedElsewhere = async (): Promise<string> => {
    const event = factory.create('watchdog.started', { pid: 1, version: '1' });
    await store.append(event);
    return event.id;
  };

  it('hands on what another process stored, within a quarter of a second', async () => {
    await clock.advance(1_000);
    const id = await storedElsewhere();
    await clock.advance(250);
    expect(seen).toEqual([id]);
  });

  it('does not search a store that nobody has written to', async () => {
    await clock.advance(1_000);
    searches = 0;
    await clock.advance(2_000);
    expect(searches).toBe(0);
  });

  it('goes on until the store is empty', async () => {
    for (let i = 0; i < 250; i += 1) await storedElsewhere();
    await clock.advance(1_000);
    expect(seen).toHaveLength(250);
  });

  it('tries again in time what it could not hand on, although nobody writes', async () => {
    await clock.advance(1_000);
    const id = await storedElsewhere();
    const mark = store.markDelivered.bind(store);
    store.markDelivered = () => Promise.reject(new Error('disk full'));
    await clock.advance(500);
    store.markDelivered = mark;
    await clock.advance(6_000);
    expect(seen).toContain(id);
    expect(store.delivered.has(id)).toBe(true);
  });
});
