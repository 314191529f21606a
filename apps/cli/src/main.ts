import 'reflect-metadata';
import { keepSecretsFromCrashes } from '@app/redaction';
import { loadEnvironment, packageVersion, secretValues } from '@app/settings';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';
import { fail, failByUsage } from './fail.js';
import { settingsDefinitions } from './settings-definitions.js';
import { withoutColourFlag } from './without-colour-flag.js';

const options: Parameters<typeof CommandFactory.createWithoutRunning>[1] = {
  cliName: 'autoheal',
  version: packageVersion,
  logger: ['warn', 'error', 'fatal'],
  errorHandler: failByUsage,
  serviceErrorHandler: fail,
};

process.argv = withoutColourFlag(process.argv, process.env);
try {
  const environment = loadEnvironment(process.cwd());
  keepSecretsFromCrashes(secretValues(settingsDefinitions, environment));
  await CommandFactory.run(CliModule.forRoot(environment), options);
} catch (error) {
  fail(error);
}
