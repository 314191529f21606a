import 'reflect-metadata';
import { keepSecretsFromCrashes } from '@app/redaction';
import { environmentOrigins, loadEnvironment, secretValues } from '@app/settings';
import { settingsDefinitions } from './settings-definitions.js';
import { startApi } from './start-api.js';

/** As the command line has it: the configuration, or where it points, must be changed. */
const EXIT_CONFIG = 3;

try {
  const folder = process.cwd();
  const environment = loadEnvironment(folder);
  keepSecretsFromCrashes(secretValues(settingsDefinitions, environment));
  await startApi(environment, environmentOrigins(folder));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT_CONFIG;
}
