import type { Heal, HealDesk } from '@app/healing';
import { CommandFailure } from '../command-failure.js';
import { exitCodes } from '../exit-code.js';
import type { Say } from '../progress/say.js';

const POLL_MS = 200;
const DEFAULT_WAIT_SECONDS = 1_800;
const UNDER_WAY: readonly string[] = ['requested', 'running', 'verifying'];

/** Each new status is said. @throws CommandFailure when the heal is not over in time */
export async function waitForHeal(
  desk: Pick<HealDesk, 'find'>,
  id: string,
  say: Say,
  seconds = DEFAULT_WAIT_SECONDS,
): Promise<Heal> {
  const deadline = Date.now() + seconds * 1_000;
  for (let said = ''; ; await new Promise((resolve) => setTimeout(resolve, POLL_MS))) {
    const heal = await desk.find(id);
    if (heal && !UNDER_WAY.includes(heal.status)) return heal;
    if (heal && heal.status !== said) say(heal.status);
    said = heal?.status ?? said;
    if (Date.now() > deadline)
      throw new CommandFailure(
        exitCodes.healFailed,
        `Not over after ${String(seconds)} s; see: autoheal heals show ${id}`,
      );
  }
}
