import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryDatabase } from '../../testing/index.js';
import type { Database } from '../database.js';
import { SqlMeasurementStore } from './sql-measurement-store.js';
import { SqlSeriesReader } from './sql-series-reader.js';

let database: Awaited<ReturnType<typeof temporaryDatabase>>;
let db: Database;
let store: SqlMeasurementStore;
let reader: SqlSeriesReader;
beforeEach(async () => {
  database = await temporaryDatabase();
  ({ db } = database);
  store = new SqlMeasurementStore(db);
  reader = new SqlSeriesReader(db);
});
afterEach(() => database.dispose());

const measured = (at: number, value: number | null = at) => ({
  name: 'probe:api',
  at,
  value,
  ok: value !== null,
  message: value === null ? 'timeout: no answer' : '',
});

describe('SqlMeasurementStore', () => {
  it('gives the reader percentiles, the last result and points', async () => {
    const all = Array.from({ length: 100 }, (_, index) => measured(index + 1));
    await store.record(all);
    await store.record([measured(200, null)]);
    expect(await reader.latencies('probe:api', 0)).toEqual({
      samples: 100,
      p50Ms: 50,
      p95Ms: 95,
      p99Ms: 99,
    });
    expect(await reader.last('probe:api')).toEqual({
      at: 200,
      value: null,
      ok: false,
      message: 'timeout: no answer',
    });
    expect(await reader.points({ name: 'probe:api', from: 1, to: 101, points: 2 })).toEqual([
      [1, 25.5],
      [51, 75.5],
    ]);
  });

  it('forgets what is older, and nothing else', async () => {
    await store.record([measured(1), measured(2), measured(3)]);
    await store.forgetBefore(3);
    expect(await reader.latencies('probe:api', 0)).toMatchObject({ samples: 1, p50Ms: 3 });
  });
});
