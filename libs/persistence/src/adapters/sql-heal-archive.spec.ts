import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryDatabase } from '../../testing/index.js';
import type { Database } from '../database.js';
import { SqlHealArchive } from './sql-heal-archive.js';

const OLD = '2026-01-01T00:00:00.000Z';
const LIMIT = '2026-02-01T00:00:00.000Z';
const NEW = '2026-03-01T00:00:00.000Z';

describe('SqlHealArchive', () => {
  let db: Database;
  let dispose: () => Promise<void>;
  beforeEach(async () => {
    ({ db, dispose } = await temporaryDatabase());
  });
  afterEach(() => dispose());

  const incident = (id: string, resolvedAt: string | null) =>
    db
      .insertInto('incidents')
      .values({
        ...{ id, key: id, target: 'api', title: id, severity: 'error', detection: '{}' },
        ...{ opened_at: OLD, last_seen_at: OLD, resolved_at: resolvedAt, resolved_by: null },
        ...{ detections: 1, heals: 1, suppressed: 0, missed_at: null },
        status: resolvedAt === null ? 'open' : 'resolved',
      })
      .execute();
  const heal = (incidentId: string, status: string) =>
    db
      .insertInto('heals')
      .values({
        ...{ id: `heal-of-${incidentId}`, incident_id: incidentId, key: 'k', target: 'api' },
        ...{ action_type: 'X', action: '{}', status, attempt: 1, requested_by: 'a', reason: '' },
        ...{ requested_at: OLD, expires_at: null, started_at: null, finished_at: OLD },
        ...{ verified_at: null, record: '{}' },
      })
      .execute();
  const alert = async (incidentId: string, status: 'delivered' | 'pending') => {
    const id = `alert-of-${incidentId}`;
    await db
      .insertInto('alerts')
      .values({
        ...{ id, incident_id: incidentId, kind: 'heal', severity: 'error', message: '{}' },
        ...{ created_at: OLD, service: null, pattern: null, dedup_key: null },
      })
      .execute();
    await db
      .insertInto('deliveries')
      .values({
        ...{ id: `delivery-of-${incidentId}`, alert_id: id, incident_id: incidentId },
        ...{ channel: 'slack', status, attempts: 1, next_attempt_at: OLD, delivered_at: null },
        ...{ last_error: null, group_key: null, sending_since: null },
      })
      .execute();
  };
  const ids = async (table: 'incidents' | 'heals' | 'alerts' | 'deliveries') =>
    (await db.selectFrom(table).select('id').execute()).map(({ id }) => id).sort();

  it('forgets what is over for long, with its heals and alerts, and nothing else', async () => {
    await incident('old', OLD);
    await heal('old', 'verified');
    await alert('old', 'delivered');
    await incident('new', NEW);
    await heal('new', 'verified');
    await incident('open', null);
    expect(await new SqlHealArchive(db).forgetBefore(LIMIT)).toBe(1);
    expect(await ids('incidents')).toEqual(['new', 'open']);
    expect(await ids('heals')).toEqual(['heal-of-new']);
    expect([await ids('alerts'), await ids('deliveries')]).toEqual([[], []]);
    expect(await new SqlHealArchive(db).forgetBefore(LIMIT)).toBe(0);
  });

  it('keeps an old incident while something of it is under way', async () => {
    for (const status of ['awaiting-approval', 'requested', 'running', 'verifying']) {
      await incident(status, OLD);
      await heal(status, status);
    }
    await incident('unsent', OLD);
    await alert('unsent', 'pending');
    expect(await new SqlHealArchive(db).forgetBefore(LIMIT)).toBe(0);
    expect(await ids('incidents')).toHaveLength(5);
  });
});
