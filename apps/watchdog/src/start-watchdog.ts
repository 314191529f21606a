import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigHolder, formatProblemOf, loadPatternConfig } from '@app/detection';
import { AppLogger } from '@app/logging';
import { guardOutbound, outboundSettings, type OutboundSettings } from '@app/outbound';
import { patternFile } from '@app/pattern-file';
import { DataFolderLock, openDatabase } from '@app/persistence';
import {
  type Environment,
  platformSettings,
  type PlatformSettings,
  readSettings,
} from '@app/settings';
import { announce } from './announce.js';
import { PatternTrial } from './fleet/pattern-trial.js';
import { Lifecycle } from './lifecycle.js';
import { settingsDefinitions } from './settings-definitions.js';
import { AlreadyRunning, BadConfiguration } from './start-failures.js';
import { StatusReporter } from './status-reporter.js';
import { WatchdogModule } from './watchdog.module.js';

export interface RunningWatchdog {
  /** Ends everything in good order; resolves when the process may exit. */
  stop(): Promise<void>;
}

/**
 * Starts the watchdog; resolves when it watches.
 *
 * @throws SettingsError, BadConfiguration or AlreadyRunning before anything is touched, or what the store says
 */
export async function startWatchdog(environment: Environment): Promise<RunningWatchdog> {
  const settings = readSettings(settingsDefinitions, environment);
  guardOutbound((settings.get(outboundSettings.token) as OutboundSettings).policy);
  const { dataDir } = settings.get(platformSettings.token) as PlatformSettings;
  const file = patternFile(settings);
  await new PatternTrial(file.path).undoInterrupted();
  const loaded = await loadPatternConfig(file.path, file.schema, file.defaults);
  if (!loaded.ok)
    throw new BadConfiguration(
      loaded.problems.map((problem) => formatProblemOf(file.path, problem)),
    );

  const taken = DataFolderLock.acquire(dataDir);
  if (taken.outcome === 'refused') throw new AlreadyRunning(taken.message);
  const database = await openDatabase(dataDir);
  const config = new ConfigHolder(loaded.config);
  const app = await NestFactory.createApplicationContext(
    WatchdogModule.forRoot({ environment, database, file, config }),
    { logger: new AppLogger(logFormat(environment)), abortOnError: false },
  );
  if (taken.takenOverFrom) {
    new Logger('Watchdog').warn({
      msg: 'Took over from a watchdog that died',
      ...taken.takenOverFrom,
    });
  }
  const lifecycle = app.get(Lifecycle);
  await lifecycle.start();
  announce(app.get(StatusReporter).report());
  return {
    stop: async () => {
      await lifecycle.stop();
      await app.close();
      taken.lock.release();
    },
  };
}

function logFormat(environment: Environment): 'text' | 'json' {
  const chosen = environment['LOG_FORMAT'];
  if (chosen === 'text' || chosen === 'json') return chosen;
  return process.stdout.isTTY ? 'text' : 'json';
}
