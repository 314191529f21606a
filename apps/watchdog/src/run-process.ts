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
  const watchdog = await startWatchdog(environment);
  compactHeap();
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    watchdog.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The watchdog did not stop in good order: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof AlreadyRunning ? EXIT_ALREADY_RUNNING : EXIT_CONFIG);
}
