import 'reflect-metadata';
import { environmentOrigins, loadEnvironment } from '@app/settings';
import { startApi } from './start-api.js';

/** As the command line has it: the configuration, or where it points, must be changed. */
const EXIT_CONFIG = 3;

try {
  const folder = process.cwd();
  await startApi(loadEnvironment(folder), environmentOrigins(folder));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT_CONFIG;
}
