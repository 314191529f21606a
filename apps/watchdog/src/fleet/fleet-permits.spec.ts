import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Turns } from '@app/fleet';
import { testBus } from '@app/event-bus/testing';
import { type Heal, HealPermits, type HealStatus, type HealStore } from '@app/healing';
import { FleetPermits } from './fleet-permits.js';

const about = {
  ...{ healId: 'h1', key: 'k', target: 'api', attempt: 1, maxAttempts: 3 },
  action: { type: 'RESTART_SERVICE' },
} as const;

describe('FleetPermits', () => {
  let waited: string[];
  let ended: string[];
  let heals: Map<string, HealStatus>;
  let permits: HealPermits;
  let fleet: FleetPermits;
  let bus: ReturnType<typeof testBus>;
  const heal = (id: string) => ({ id, target: 'api', status: heals.get(id) }) as Heal;

  beforeEach(() => {
    waited = [];
    ended = [];
    heals = new Map();
    bus = testBus();
    permits = new HealPermits();
    const store = {
      list: () => Promise.resolve([...heals.keys()].map(heal)),
      find: (id: string) => Promise.resolve(heal(id)),
    } as unknown as HealStore;
    fleet = new FleetPermits(store, permits, bus.bus);
    fleet.onModuleInit();
    bus.bus.on('heal.requested', () => undefined);
    bus.bus.start();
  });

  const turns = {
    wait: (service: string, healId: string) => {
      waited.push(`${service} ${healId}`);
      return Promise.resolve({ outcome: 'granted' });
    },
    check: () => Promise.resolve({ outcome: 'held', fencingToken: 3 }),
    end: (healId: string) => Promise.resolve(void ended.push(healId)),
  } as unknown as Turns;
  const never = new AbortController().signal;

  it('grant all where heals are not limited', async () => {
    expect(await permits.ask(heal('h1'), never)).toEqual({ outcome: 'granted' });
    expect(await permits.check('h1')).toEqual({ outcome: 'held' });
  });

  it('are asked for at the fleet once there are turns, and checked there', async () => {
    await fleet.start(turns);
    expect(await permits.ask(heal('h1'), never)).toEqual({ outcome: 'granted' });
    expect(await permits.check('h1')).toEqual({ outcome: 'held', fencingToken: 3 });
    expect(waited).toEqual(['api h1']);
    permits.giveBack('h1');
    expect(ended).toEqual(['h1']);
  });

  it('are held until the heal is proven, in vain or has failed, not until its action is over', async () => {
    await fleet.start(turns);
    const verified = { ...about, silentSeconds: 1, downtimeMs: 1 };
    await bus.bus.publish('heal.succeeded', { ...about, durationMs: 1, summary: '', output: '' });
    expect(ended).toEqual([]);
    await bus.bus.publish('heal.verified', verified);
    expect(ended).toEqual(['h1']);
  });

  it('are taken up again for heals that an earlier run left under way, and given back for those that ended meanwhile', async () => {
    heals.set('running', 'running').set('over', 'verified');
    await fleet.start(turns);
    await bus.clock.advance(0);
    expect(waited).toEqual(['api running', 'api over']);
    expect(ended).toEqual(['over']);
  });
});
