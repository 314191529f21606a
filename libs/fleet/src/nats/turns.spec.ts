import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SystemClock } from '@app/clock';
import { eventually } from '../../testing/eventually.js';
import { NatsServer } from '../../testing/nats-server.js';
import { FleetEngine } from './fleet-engine.js';
import type { TurnCheck, Turns } from './turns.js';

jest.setTimeout(90_000);

const withNats = NatsServer.isInstalled ? describe : describe.skip;
const unlimited = {
  most: undefined,
  healsPerHour: undefined,
  whenCut: 'wait',
  leaseMs: 4_000,
} as const;

const tokenOf = (check: TurnCheck): number =>
  check.outcome === 'held' ? (check.fencingToken ?? 0) : 0;

withNats('turns of heals over a fleet (nats-server)', () => {
  let nats: NatsServer;
  let engines: FleetEngine[];
  const never = new AbortController().signal;

  beforeEach(async () => {
    nats = await NatsServer.start();
    engines = [];
  });
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    await nats.dispose();
  });

  const host = (name: string, limits: object = { most: { hosts: 2 } }): Turns => {
    const engine = new FleetEngine([nats.url], name, new SystemClock());
    engines.push(engine);
    return engine.limit(name, { ...unlimited, ...limits });
  };

  it('are held by no more hosts than allowed, and go on when one ends', async () => {
    const hosts = Array.from({ length: 8 }, (_, at) => host(`web-${String(at)}`));
    let healing = 0;
    let most = 0;
    await Promise.all(
      hosts.map(async (turns, at) => {
        const healId = `heal-${String(at)}`;
        expect(await turns.wait('api', healId, never)).toEqual({ outcome: 'granted' });
        most = Math.max(most, (healing += 1));
        await new Promise((resolve) => setImmediate(resolve));
        healing -= 1;
        await turns.end(healId);
      }),
    );
    expect(most).toBeLessThanOrEqual(2);
  });

  it('of other services are not counted', async () => {
    const turns = host('web-1', { most: { hosts: 1 } });
    expect(await turns.wait('api', 'h1', never)).toEqual({ outcome: 'granted' });
    expect(await turns.wait('web.admin *', 'h2', never)).toEqual({ outcome: 'granted' });
  });

  it('are free again some time after their host died, and not before', async () => {
    const dies = host('web-1', { most: { hosts: 1 } });
    const waits = host('web-2', { most: { hosts: 1 } });
    await dies.wait('api', 'h1', never);
    let isTurn = false;
    const turn = waits.wait('api', 'h2', never).finally(() => (isTurn = true));
    // Renewed more than once: the lease outlives its time while its host lives.
    await new Promise((resolve) => setTimeout(resolve, 1.5 * unlimited.leaseMs));
    expect(isTurn).toBe(false);
    await dies.stop();
    expect(await turn).toEqual({ outcome: 'granted' });
  });

  it('are lost for who was away too long, who may begin nothing more, and whose token is the lower one', async () => {
    const away = host('web-1', { most: { hosts: 1 }, whenCut: 'heal' });
    const next = host('web-2', { most: { hosts: 1 } });
    await away.wait('api', 'h1', never);
    const first = await away.check('h1');
    // It renews no more, as one that is stopped and goes on later.
    await away.stop();
    await next.wait('api', 'h2', never);
    const second = await next.check('h2');
    expect(await away.check('h1')).toMatchObject({ outcome: 'lost' });
    expect(await away.check('h1')).toMatchObject({ outcome: 'lost' });
    expect(tokenOf(second)).toBeGreaterThan(tokenOf(first));
    // What the late one gives back is not the turn of the next.
    await away.end('h1');
    expect(await next.check('h2')).toMatchObject({ outcome: 'held' });
  });

  it('are held without NATS until they could have ended, or always where hosts heal then', async () => {
    const waits = host('web-1', { most: { hosts: 1 }, leaseMs: 2_000 });
    const heals = host('web-2', { most: { hosts: 1 }, leaseMs: 2_000, whenCut: 'heal' });
    await waits.wait('api', 'h1', never);
    await heals.wait('web', 'h2', never);
    await nats.end('SIGKILL');
    // The server does not answer for three seconds, and the turn ends after two.
    expect(await waits.check('h1')).toMatchObject({ outcome: 'lost' });
    expect(await heals.check('h2')).toEqual({ outcome: 'held' });
  });

  it('are given back when NATS is there again, long before they end by time', async () => {
    const leaseMs = 600_000;
    const ends = host('web-1', { most: { hosts: 1 }, leaseMs });
    const waits = host('web-2', { most: { hosts: 1 }, leaseMs });
    await ends.wait('api', 'h1', never);
    await nats.end('SIGKILL');
    await ends.end('h1');
    await nats.start();
    expect(await waits.wait('api', 'h2', never)).toEqual({ outcome: 'granted' });
  });

  it('are not given back late by a heal that has got its turn again', async () => {
    const comesBack = host('web-1', { most: { hosts: 1 }, whenCut: 'wait' });
    await comesBack.wait('api', 'h1', never);
    await nats.end('SIGKILL');
    await comesBack.end('h1');
    const again = comesBack.wait('api', 'h1', never);
    await nats.start();
    expect(await again).toEqual({ outcome: 'granted' });
    expect(
      await host('web-2', { most: { hosts: 1 } }).wait('api', 'h2', AbortSignal.timeout(2_000)),
    ).toEqual({ outcome: 'withdrawn' });
    expect(await comesBack.check('h1')).toMatchObject({ outcome: 'held' });
  });

  it('are the same one for the same heal after a restart', async () => {
    await host('web-1', { most: { hosts: 1 } }).wait('api', 'h1', never);
    const restarted = host('web-1', { most: { hosts: 1 } });
    expect(await restarted.wait('api', 'h1', never)).toEqual({ outcome: 'granted' });
  });

  it('are not waited for by a heal that is no longer wanted', async () => {
    const turns = host('web-1', { most: { hosts: 1 } });
    await turns.wait('api', 'h1', never);
    const unwanted = new AbortController();
    const asked = host('web-2', { most: { hosts: 1 } }).wait('api', 'h2', unwanted.signal);
    unwanted.abort();
    expect(await asked).toEqual({ outcome: 'withdrawn' });
  });

  it('end with the budget of an hour, counted over all hosts, each heal once', async () => {
    const hosts = [1, 2, 3, 4].map((at) => host(`web-${String(at)}`, { healsPerHour: 3 }));
    const ask = () =>
      Promise.all(hosts.map((turns, at) => turns.wait('api', `h${String(at)}`, never)));
    const refused = (turns: readonly { readonly outcome: string }[]) =>
      turns.filter(({ outcome }) => outcome === 'refused').length;
    expect(refused(await ask())).toBe(1);
    expect(refused(await ask())).toBe(1);
    expect(await hosts[0]?.wait('web', 'h0', never)).toEqual({ outcome: 'granted' });
  });

  it('come at once without NATS where the host shall heal then, and with NATS where it shall wait', async () => {
    await nats.end('SIGKILL');
    const heals = host('web-1', { most: { hosts: 1 }, whenCut: 'heal' });
    expect(await heals.wait('api', 'h1', never)).toEqual({ outcome: 'granted' });
    let isTurn = false;
    const waits = host('web-2', { most: { hosts: 1 } });
    const turn = waits.wait('api', 'h2', never).finally(() => (isTurn = true));
    await heals.wait('api', 'h3', never);
    expect(isTurn).toBe(false);
    await nats.start();
    expect(await turn).toEqual({ outcome: 'granted' });
  });

  it('are as many as a share of the hosts that were seen, one at least', async () => {
    const limits = { most: { percent: 50 } };
    const hosts = ['web-1', 'web-2', 'web-3', 'web-4'].map((name) => host(name, limits));
    expect(await hosts[0]?.wait('api', 'h0', never)).toEqual({ outcome: 'granted' });
    expect(await hosts[1]?.wait('api', 'h1', AbortSignal.timeout(1_000))).toEqual({
      outcome: 'withdrawn',
    });
    let beats = 0;
    engines.forEach((engine, at) => {
      engine.beat(() => {
        beats += 1;
        return Promise.resolve({ host: `web-${String(at)}` } as never);
      });
    });
    await eventually(() => beats === 4);
    expect(await hosts[1]?.wait('api', 'h1', never)).toEqual({ outcome: 'granted' });
    expect(await hosts[2]?.wait('api', 'h2', AbortSignal.timeout(1_000))).toEqual({
      outcome: 'withdrawn',
    });
  });
});
