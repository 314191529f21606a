import type { FleetAnswer, FleetCommand, FleetCommandState, FleetOutcome } from '@app/fleet';
import type { Kysely, Selectable } from 'kysely';
import type { FleetCommandsTable, FleetSchema } from './fleet-schema.js';

type Db = Kysely<FleetSchema>;

export async function saveCommands(
  db: Db,
  commands: readonly FleetCommand[],
  now: string,
): Promise<void> {
  if (commands.length === 0) return;
  const rows = commands.map((command) => ({
    id: command.id,
    host: command.host,
    command: JSON.stringify(command),
    requested_at: now,
  }));
  await db
    .insertInto('fleet_commands')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function unsentCommands(db: Db, limit: number): Promise<readonly FleetCommand[]> {
  const rows = await db
    .selectFrom('fleet_commands')
    .select('command')
    .where('sent', '=', false)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ command }) => JSON.parse(command) as FleetCommand);
}

export async function commandsSent(db: Db, ids: readonly string[]): Promise<void> {
  await db.updateTable('fleet_commands').set({ sent: true }).where('id', 'in', ids).execute();
}

export async function saveAnswers(db: Db, answers: readonly FleetAnswer[]): Promise<void> {
  for (const { id, outcome, message } of answers)
    await db
      .updateTable('fleet_commands')
      .set({ answer: JSON.stringify({ outcome, message }) })
      .where('id', '=', id)
      .where('answer', 'is', null)
      .execute();
}

export async function findCommands(
  db: Db,
  ids: readonly string[],
): Promise<readonly FleetCommandState[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('fleet_commands')
    .select(['command', 'requested_at', 'answer'])
    .where('id', 'in', ids)
    .orderBy('host')
    .execute();
  return rows.map(toState);
}

export async function newestCommands(db: Db, limit: number): Promise<readonly FleetCommandState[]> {
  const rows = await db
    .selectFrom('fleet_commands')
    .select(['command', 'requested_at', 'answer'])
    .orderBy('requested_at', 'desc')
    .orderBy('host')
    .limit(limit)
    .execute();
  return rows.map(toState);
}

type Row = Pick<Selectable<FleetCommandsTable>, 'command' | 'requested_at' | 'answer'>;

function toState({ command, requested_at: requestedAt, answer }: Row): FleetCommandState {
  return {
    ...(JSON.parse(command) as FleetCommand),
    requestedAt,
    ...(answer === null ? {} : { answer: JSON.parse(answer) as FleetOutcome }),
  };
}
