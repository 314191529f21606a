import 'reflect-metadata';
import { keepSecretsFromCrashes } from '@app/redaction';
import { loadEnvironment, secretValues } from '@app/settings';
import { settingsDefinitions } from './settings-definitions.js';
import { compactHeap } from './compact-heap.js';
import { startWatchdog } from './start-watchdog.js';
import { AlreadyRunning } from './start-failures.js';

const EXIT_CONFIG = 3;
const EXIT_ALREADY_RUNNING = 5;
/** A stop that hangs is worse than one that is cut short: what is not done is taken up at the next start. */
const STOP_LIMIT_MS = 25_000;

try {
  const environment = loadEnvironment(process.cwd());
  keepSecretsFromCrashes(secretValues(settingsDefinitions, environment));
  const starting = startWatchdog(environment);
  stopOnSignals(async () => (await starting).stop());
  await starting;
  compactHeap();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof AlreadyRunning ? EXIT_ALREADY_RUNNING : EXIT_CONFIG);
}

/** A signal that comes during the start is obeyed when that is over: nothing is left half done. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const obey = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The watchdog did not stop in good order: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', obey);
  process.on('SIGINT', obey);
}
