import { commandsTo, type FleetCommand, type FleetOrder, type FleetStore } from '@app/fleet';
import { CommandFailure } from '../command-failure.js';
import { exitCodes } from '../exit-code.js';
import { who } from '../who.js';

/**
 * Keeps one command for each host that is meant; an instance of the API sends them.
 *
 * @throws CommandFailure when no host is meant
 */
export async function ordered(
  store: FleetStore,
  to: string,
  order: FleetOrder,
): Promise<readonly FleetCommand[]> {
  const now = Date.now();
  const commands = commandsTo(to, await store.hosts(), order, who(), now);
  if (commands.length === 0)
    throw new CommandFailure(
      exitCodes.usage,
      `No host and no label is ${to}. autoheal fleet hosts lists them.`,
    );
  await store.order(commands, new Date(now).toISOString());
  return commands;
}
