import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PostgresServer } from '@app/healing/testing';
import { sql } from 'kysely';
import { FleetDatabase } from '../fleet-database.js';
import { PostgresRequestLog } from './postgres-request-log.js';

const withPostgres = PostgresServer.isInstalled ? describe : describe.skip;
const request = { id: 'r', fingerprint: 'f' };
const answer = { status: 202, headers: { Location: '/x' }, body: '{}' };

withPostgres('requests with an Idempotency-Key in a fleet (PostgreSQL)', () => {
  let postgres: PostgresServer;
  let databases: FleetDatabase[];

  beforeAll(async () => {
    postgres = await PostgresServer.start({});
    postgres.createEmpty('fleet');
    databases = [1, 2].map(() => new FleetDatabase(postgres.url('fleet')));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.close()));
    await postgres.stop();
  });
  beforeEach(async () => {
    await (await databases[0]?.ready())?.deleteFrom('fleet_requests').execute();
  });
  const logs = () => databases.map((database) => new PostgresRequestLog(database));

  it('are admitted by one of all APIs', async () => {
    const all = [...logs(), ...logs(), ...logs()];
    const admissions = await Promise.all(all.map((log) => log.admit(request)));
    const outcomes = admissions.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['first', ...Array.from({ length: 5 }, () => 'unanswered')]);
  });

  it('get the first answer at another API, unless they are other requests', async () => {
    const [one, two] = logs();
    await one?.admit(request);
    await one?.answer('r', answer);
    expect(await two?.admit(request)).toEqual({ outcome: 'answered', answer });
    expect(await two?.admit({ ...request, fingerprint: 'g' })).toEqual({
      outcome: 'another-request',
    });
  });

  it('may come again when they were refused, and after a day', async () => {
    const [one, two] = logs();
    await one?.admit(request);
    await one?.forget('r');
    expect(await two?.admit(request)).toEqual({ outcome: 'first' });
    const db = await databases[0]?.ready();
    await db
      ?.updateTable('fleet_requests')
      .set({ admitted_at: sql<Date>`now() - interval '25 hours'` })
      .execute();
    expect(await one?.admit(request)).toEqual({ outcome: 'first' });
  });
});
