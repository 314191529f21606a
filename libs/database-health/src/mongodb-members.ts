import type { Document } from 'mongodb';

/**
 * How far the secondary that is furthest behind is behind the primary.
 *
 * @param status the answer to replSetGetStatus
 * @returns undefined where it does not tell
 */
export function memberLag(status: Document | undefined): number | undefined {
  const members = (status?.['members'] ?? []) as readonly Document[];
  const times = (state: string): number[] =>
    members
      .filter((member) => member['stateStr'] === state && member['optimeDate'] instanceof Date)
      .map((member) => (member['optimeDate'] as Date).getTime());
  const [primary] = times('PRIMARY');
  if (primary === undefined) return undefined;
  return Math.max(0, ...times('SECONDARY').map((time) => (primary - time) / 1_000));
}
