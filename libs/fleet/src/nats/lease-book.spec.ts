import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NatsServer } from '../../testing/nats-server.js';
import { LeaseBook } from './lease-book.js';
import { NatsLink } from './nats-link.js';

const withNats = NatsServer.isInstalled ? describe : describe.skip;
const LEASE_MS = 60_000;
const [one, other] = ['web-1', 'web-2'].map((host) => ({ host, healId: `heal of ${host}` }));

withNats('the book of turns (nats-server)', () => {
  let nats: NatsServer;
  let link: NatsLink;
  let book: LeaseBook;
  beforeAll(async () => {
    nats = await NatsServer.start();
    link = new NatsLink([nats.url], 'test', 1);
    book = new LeaseBook(link, LEASE_MS);
  });
  afterAll(async () => {
    await link.close();
    await nats.dispose();
  });

  it('takes back a turn whose last renewal was answered to nobody, from its holder alone', async () => {
    if (!one || !other) throw new Error('There are two hosts');
    const lease = await book.acquire('api', 1, one);
    if (!lease) throw new Error('The first turn was refused');
    const renewed = await book.renew(lease, one);
    expect(renewed?.fencingToken).toBeGreaterThan(lease.fencingToken);
    await book.release(lease, other);
    expect(await book.acquire('api', 1, other)).toBeUndefined();
    await book.release(lease, one);
    expect(await book.acquire('api', 1, other)).toBeDefined();
    await book.release(lease, one);
    expect(await book.acquire('api', 1, one)).toBeUndefined();
  });
});
