import 'reflect-metadata';
import { loadEnvironment, packageVersion } from '@app/settings';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';
import { fail, failByUsage } from './fail.js';
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
  await CommandFactory.run(CliModule.forRoot(loadEnvironment(process.cwd())), options);
} catch (error) {
  fail(error);
}
