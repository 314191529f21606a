import { Logger } from '@nestjs/common';
import type { WatchdogReport } from '@app/contracts';

/** The start-up panel: what is watched, what is off, and the variable that turns it on. */
export function announce({
  patterns,
  sources,
  probes,
  features,
  devMode,
  patternsPath,
}: WatchdogReport): void {
  const logger = new Logger('Watchdog');
  for (const { name, on, variable } of features) {
    if (!on) logger.log({ msg: `Off: ${name}`, turnOnBy: variable });
  }
  if (devMode) logger.warn({ msg: 'WATCHDOG_DEV_MODE is on: nothing is healed' });
  logger.log({
    msg: `Watching ${String(sources.length)} source(s) with ${String(patterns)} pattern(s) and ${String(probes.length)} probe(s)`,
    patternsPath,
  });
}
