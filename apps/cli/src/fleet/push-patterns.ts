import { type FleetCommandState, type FleetOrder, type FleetStore } from '@app/fleet';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailure } from '../command-failure.js';
import { exitCodes } from '../exit-code.js';
import { ordered } from './ordered.js';

const ANSWER_LIMIT_MS = 60_000;
const LOOK_MS = 250;

/** @throws CommandFailure when the file cannot be read */
export function patternText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandFailure(exitCodes.usage, `${file} cannot be read: ${String(error)}`);
  }
}

/**
 * Asks the hosts, and waits for their answers, a minute at most.
 *
 * @throws CommandFailure when no host is meant
 */
export async function pushed(
  store: FleetStore,
  to: string,
  order: FleetOrder,
): Promise<readonly FleetCommandState[]> {
  const until = Date.now() + ANSWER_LIMIT_MS;
  const commands = await ordered(store, to, order);
  const ids = commands.map(({ id }) => id);
  for (;;) {
    const states = await store.commands(ids);
    if (states.every(({ answer }) => answer) || Date.now() > until) return states;
    await sleep(LOOK_MS);
  }
}

export function pushResult({ id, host, answer }: FleetCommandState): string {
  if (!answer) return `${host}  no answer yet. What comes of it: autoheal fleet command ${id}`;
  const [first = '', ...more] = answer.message.split('\n');
  const word = answer.outcome === 'done' ? 'accepted' : 'rejected';
  return [`${host}  ${word}  ${first}`, ...more.map((line) => `    ${line}`)].join('\n');
}
