import type { INestApplicationContext } from '@nestjs/common';
import { WATCHDOG_STATUS, watchdogLiveness, type WatchdogStatusStore } from '@app/contracts';
import { CommandFailure } from '../command-failure.js';
import { exitCodes } from '../exit-code.js';

/** @throws CommandFailure when no watchdog is there to act */
export async function requireWatchdog(context: INestApplicationContext): Promise<void> {
  const status = await context.get<WatchdogStatusStore>(WATCHDOG_STATUS, { strict: false }).read();
  const liveness = watchdogLiveness(status, Date.now());
  if (liveness === 'running') return;
  throw new CommandFailure(
    exitCodes.unreachable,
    `No watchdog is running here (${liveness}), so nobody would act. Start it with: npm run watchdog:start`,
  );
}
