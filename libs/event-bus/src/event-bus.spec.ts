import { describe, expect, it } from '@jest/globals';
import type { AnyDomainEvent } from '@app/contracts';
import { testBus } from '../testing/index.js';

const payload = { pid: 1, version: '1' };
const startable = () => {
  const parts = testBus();
  parts.bus.on('heal.requested', () => undefined);
  return parts;
};

describe('EventBus', () => {
  it('stores an event before any handler sees it', async () => {
    const { bus, store } = startable();
    let storedWhenSeen = 0;
    bus.on('watchdog.started', () => {
      storedWhenSeen = store.events.length;
    });
    bus.start();
    await bus.publish('watchdog.started', payload);
    expect(storedWhenSeen).toBe(1);
    expect(store.delivered.size).toBe(1);
  });

  it('calls the other handlers when one throws', async () => {
    const { bus, store } = startable();
    const seen: string[] = [];
    bus.on('watchdog.started', () => {
      throw new Error('broken handler');
    });
    bus.on('watchdog.started', (event) => void seen.push(event.id));
    bus.start();
    const event = await bus.publish('watchdog.started', payload);
    expect(seen).toEqual([event.id]);
    expect(store.delivered.has(event.id)).toBe(true);
  });

  it('only stores until it is started, and delivers that afterwards, once', async () => {
    const { bus } = startable();
    const seen: string[] = [];
    bus.on('watchdog.started', (event) => void seen.push(event.id));
    const early = await bus.publish('watchdog.started', payload);
    expect(seen).toEqual([]);
    bus.start();
    expect(await bus.deliverPending()).toBe(1);
    expect(await bus.deliverPending()).toBe(0);
    expect(seen).toEqual([early.id]);
  });

  it('does not deliver an event again while its delivery is under way', async () => {
    const { bus } = startable();
    let calls = 0;
    let release: () => void = () => undefined;
    bus.on('watchdog.started', () => {
      calls += 1;
      return new Promise<void>((resolve) => (release = resolve));
    });
    bus.start();
    const publishing = bus.publish('watchdog.started', payload);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await bus.deliverPending()).toBe(0);
    release();
    await publishing;
    expect(calls).toBe(1);
  });

  it('links an event to its cause', async () => {
    const { bus } = startable();
    bus.start();
    const cause = (await bus.publish('watchdog.started', payload)) as AnyDomainEvent;
    const effect = await bus.publish('watchdog.stopped', payload, cause);
    expect(effect).toMatchObject({ correlationId: cause.correlationId, causationId: cause.id });
  });

  it('shows every event to an observer, which is no handler, before it counts as delivered', async () => {
    const { bus, store } = startable();
    const seen: string[] = [];
    bus.observe(async ({ id, name }) => {
      await Promise.resolve();
      seen.push(name);
      expect(store.delivered.has(id)).toBe(false);
    });
    bus.start();
    await bus.publish('watchdog.started', payload);
    await bus.publish('heal.requested', {} as never);
    expect(seen).toEqual(['watchdog.started', 'heal.requested']);
    expect(store.delivered.size).toBe(2);
  });

  it('refuses to start when a request has no handler', () => {
    expect(() => {
      testBus().bus.start();
    }).toThrow('heal.requested has 0');
  });

  it('refuses to start when a request has two handlers', () => {
    const { bus } = startable();
    bus.on('heal.requested', () => undefined);
    expect(() => {
      bus.start();
    }).toThrow('heal.requested has 2');
  });
});
