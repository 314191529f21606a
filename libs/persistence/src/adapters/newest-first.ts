import type { PageQuery } from '@app/read-model';
import { sql, type SqlBool } from 'kysely';

/**
 * The rows after a page's last one, newest first. One comparison of a pair, so that an index on both
 * columns finds the place.
 */
export function afterPosition(at: string, id: string, { after }: PageQuery) {
  return after === undefined
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(${sql.ref(at)}, ${sql.ref(id)}) < (${after.at}, ${after.id})`;
}
