import { type INestApplicationContext, Inject, Injectable } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { guardOutbound, outboundSettings, type OutboundSettings } from '@app/outbound';
import { openDatabase } from '@app/persistence';
import { platformSettings, type PlatformSettings, readSettings } from '@app/settings';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { settingsDefinitions } from '../settings-definitions.js';
import { StoreModule } from './store.module.js';

/** The data folder, opened only by the commands that need it. */
@Injectable()
export class Store {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** @throws SettingsError, or what the database says */
  async use<T>(work: (context: INestApplicationContext) => Promise<T>): Promise<T> {
    const settings = readSettings(settingsDefinitions, this.environment);
    guardOutbound((settings.get(outboundSettings.token) as OutboundSettings).policy);
    const { dataDir } = settings.get(platformSettings.token) as PlatformSettings;
    const database = await openDatabase(dataDir);
    const context = await NestFactory.createApplicationContext(
      StoreModule.forRoot(this.environment, database),
      { logger: ['warn', 'error', 'fatal'], abortOnError: false },
    );
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  }
}
