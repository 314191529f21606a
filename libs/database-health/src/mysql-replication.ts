import type { Findings } from './database-check.js';
import { toldOrNot } from './conversation.js';

type Row = Readonly<Record<string, unknown>>;
type Ask = (question: string) => Promise<readonly Row[]>;

/** What a replica says of its replication; asked in the words of new servers, then in those of old ones. */
export async function replicationOf(
  ask: Ask,
): Promise<Pick<Findings, 'trouble' | 'replicationLagSeconds'>> {
  const told =
    (await toldOrNot(ask('show replica status'))) ?? (await toldOrNot(ask('show slave status')));
  if (!told) return {};
  if (told.length === 0) return { replicationLagSeconds: 0 };
  const lags = told.map(secondsBehind);
  return lags.some((lag) => lag === undefined)
    ? { trouble: 'is a replica whose replication does not run' }
    : { replicationLagSeconds: Math.max(...lags.map(Number)) };
}

/** Null says that one of the two threads of the replication stands still. */
function secondsBehind(row: Row): number | undefined {
  const seconds = row['Seconds_Behind_Source'] ?? row['Seconds_Behind_Master'];
  return seconds === null || seconds === undefined ? undefined : Number(seconds);
}
