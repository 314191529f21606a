import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { Logger } from '@nestjs/common';
import { PostgresServer } from '@app/healing/testing';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Gate } from '../testing/gate.js';
import { ordinaryLimits } from './database-limits.js';
import { FleetDatabase } from './fleet-database.js';
import { migrations } from './migrations/registry.js';

jest.setTimeout(60_000);

const withServer = PostgresServer.isInstalled ? describe : describe.skip;

withServer('the fleet database (PostgreSQL)', () => {
  let postgres: PostgresServer;
  let opened: FleetDatabase[];
  let name: string;
  let databases = 0;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    postgres = await PostgresServer.start({});
  }, 60_000);
  afterAll(async () => {
    Logger.overrideLogger(['log', 'warn', 'error']);
    await postgres.stop();
  });
  beforeEach(() => {
    opened = [];
    name = `fleet${String((databases += 1))}`;
    postgres.createEmpty(name);
  });
  afterEach(() => Promise.all(opened.map((database) => database.close())));

  const open = (...more: [limits?: object, known?: Record<string, Migration>]): FleetDatabase => {
    const [limits = {}, known = migrations] = more;
    const made = new FleetDatabase(postgres.url(name), { ...ordinaryLimits, ...limits }, known);
    opened.push(made);
    return made;
  };
  const asked = async (database: FleetDatabase): Promise<unknown> => {
    const db = await database.ready();
    return (await sql`select 1 as one`.execute(db)).rows;
  };

  it('fails a transaction whose server is killed between two statements, and nothing else', async () => {
    const database = open();
    const db = await database.ready();
    const broken = db.transaction().execute(async (transaction) => {
      await sql`select 1`.execute(transaction);
      await postgres.end('SIGKILL');
      // Until the connection has ended: nothing is asked on it at that moment.
      await new Promise((resolve) => setTimeout(resolve, 500));
      await sql`select 1`.execute(transaction);
    });
    await expect(broken).rejects.toThrow();
    await postgres.startAgain();
    expect(await asked(database)).toEqual([{ one: 1 }]);
  });

  it('gives up a connection on which the server says nothing more, and takes another', async () => {
    const gate = await Gate.to(postgres.port);
    const database = new FleetDatabase(
      postgres.url(name).replace(String(postgres.port), String(gate.port)),
      {
        ...ordinaryLimits,
        silentMs: 300,
      },
    );
    opened.push(database);
    expect(await asked(database)).toEqual([{ one: 1 }]);
    gate.cut();
    await expect(asked(database)).rejects.toThrow(/said nothing|terminated/);
    gate.open();
    expect(await asked(database)).toEqual([{ one: 1 }]);
    await database.close();
    opened.pop();
    await gate.close();
  });

  it('has a statement that takes too long ended by the server', async () => {
    const db = await open({ statementMs: 100 }).ready();
    await expect(sql`select pg_sleep(30)`.execute(db)).rejects.toThrow(/statement timeout/);
  });

  it('is brought up to date once by any number of instances that start together, of two versions', async () => {
    let runs = 0;
    const newer = {
      ...migrations,
      '999-newer': {
        up: async (db) => {
          runs += 1;
          await db.schema.createTable('fleet_newer').addColumn('id', 'text').execute();
        },
      } satisfies Migration,
    };
    const all = [open(), open({}, newer), open(), open({}, newer), open(), open({}, newer)];
    await Promise.all(all.map((database) => database.ready()));
    expect(runs).toBe(1);
  });

  it('serves an older version that starts after a newer one has changed it', async () => {
    const added: Migration = { up: (db) => db.schema.createTable('fleet_newer').execute() };
    await open({}, { ...migrations, '999-newer': added }).ready();
    expect(await asked(open())).toEqual([{ one: 1 }]);
  });

  it('is as it was where a migration failed, which the next use tries again', async () => {
    let broken = true;
    const database = open(
      {},
      {
        ...migrations,
        '999-broken': {
          up: async (db) => {
            await db.schema.createTable('fleet_newer').addColumn('id', 'text').execute();
            if (broken) throw new Error('The disk is full');
          },
        },
      },
    );
    await expect(database.ready()).rejects.toThrow('A migration of the fleet database failed');
    broken = false;
    expect(await asked(database)).toEqual([{ one: 1 }]);
  });
});
