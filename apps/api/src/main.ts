import 'reflect-metadata';
import { loadEnvironment } from '@app/settings';
import { startApi } from './start-api.js';

/** As the command line has it: the configuration, or where it points, must be changed. */
const EXIT_CONFIG = 3;

try {
  await startApi(loadEnvironment(process.cwd()));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT_CONFIG;
}
