import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { RepairQueue } from '@app/openai-operator';
import { guardOutbound, outboundSettings, type OutboundSettings } from '@app/outbound';
import { type Database, openDatabase } from '@app/persistence';
import {
  type Environment,
  listFeatures,
  platformSettings,
  type PlatformSettings,
  readSettings,
} from '@app/settings';
import { ApiModule } from './api.module.js';
import { apiSettings, type ApiSettings } from './api.settings.js';
import type { ApiEnvironment } from './config/api-environment.js';
import { configureApp } from './configure-app.js';
import { listen } from './listen.js';
import { AppLogger } from '@app/logging';
import { settingsDefinitions } from './settings-definitions.js';

export interface RunningApi {
  readonly app: NestExpressApplication;
  /** For instance `http://127.0.0.1:3001`. */
  readonly url: string;
}

/**
 * Starts the API; resolves when it listens and what the last run left open is closed.
 *
 * @param originOf tells where a variable of the environment came from, for people who look at the config
 * @throws SettingsError, StartFailure, or what the database says; nothing is left open then
 */
export async function startApi(
  environment: Environment,
  originOf: ApiEnvironment['originOf'] = () => 'environment',
): Promise<RunningApi> {
  const settings = readSettings(settingsDefinitions, environment);
  guardOutbound((settings.get(outboundSettings.token) as OutboundSettings).policy);
  const api = settings.get(apiSettings.token) as ApiSettings;
  const database = await openDatabase(
    (settings.get(platformSettings.token) as PlatformSettings).dataDir,
  );
  try {
    const app = await createApp({ values: environment, originOf }, database, api);
    const url = await listen(app, api);
    // Only now is it certain that no other API serves this data folder on this port.
    await app.get(RepairQueue).recover();
    announce(url, environment);
    return { app, url };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

async function createApp(
  environment: ApiEnvironment,
  database: Database,
  { logFormat }: ApiSettings,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(
    ApiModule.forRoot(environment, database),
    { logger: new AppLogger(logFormat), bodyParser: false, abortOnError: false },
  );
  configureApp(app);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  return app;
}

function announce(url: string, environment: Environment): void {
  const logger = new Logger('Api');
  logger.log({ msg: `The API and its dashboard listen on ${url}`, docs: `${url}/api/docs` });
  for (const { name, on, variable } of listFeatures(settingsDefinitions, environment)) {
    if (!on) logger.log({ msg: `Off: ${name}`, turnOnBy: variable });
  }
}
