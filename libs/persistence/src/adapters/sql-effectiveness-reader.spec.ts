import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryDatabase } from '../../testing/index.js';
import { SqlEffectivenessReader } from './sql-effectiveness-reader.js';

let database: Awaited<ReturnType<typeof temporaryDatabase>>;
beforeEach(async () => {
  database = await temporaryDatabase();
});
afterEach(() => database.dispose());

async function incident(id: string, seconds: number, resolvedBy: string | null, heals = 0) {
  const openedAt = '2026-01-01T00:00:00.000Z';
  const lastSeenAt = new Date(Date.parse(openedAt) + seconds * 1_000).toISOString();
  await database.db
    .insertInto('incidents')
    .values({
      id,
      key: 'pattern:crash',
      target: 'api',
      title: 'crash',
      severity: 'error',
      status: resolvedBy === null ? 'open' : 'resolved',
      opened_at: openedAt,
      last_seen_at: lastSeenAt,
      resolved_at: resolvedBy === null ? null : '2026-01-02T00:00:00.000Z',
      resolved_by: resolvedBy,
      detections: 1,
      heals,
      suppressed: 0,
      detection: JSON.stringify({ trigger: { kind: 'pattern', id: 'crash' } }),
    })
    .execute();
}

describe('SqlEffectivenessReader', () => {
  it('tells how much trouble passed by itself, and how long that lasted', async () => {
    await incident('a', 10, 'quiet');
    await incident('b', 30, 'quiet');
    await incident('c', 500, 'quiet', 1);
    await incident('d', 500, 'verified', 1);
    await incident('e', 500, 'person');
    await incident('f', 500, null);
    const effect = (await new SqlEffectivenessReader(database.db).byTrigger()).get('crash');
    expect(effect).toMatchObject({ incidents: 6, passed: 2, heals: 0 });
    expect(effect?.meanPassedSeconds).toBeCloseTo(20, 2);
  });

  it('has no mean where nothing passed', async () => {
    await incident('a', 10, null);
    const effects = await new SqlEffectivenessReader(database.db).byTrigger();
    expect(effects.get('crash')).toEqual({
      heals: 0,
      verified: 0,
      ineffective: 0,
      failed: 0,
      shadow: 0,
      incidents: 1,
      passed: 0,
    });
  });
});
