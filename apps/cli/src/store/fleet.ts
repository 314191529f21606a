import { Inject, Injectable } from '@nestjs/common';
import type { FleetStore } from '@app/fleet';
import { fleetStoreSettings, type FleetStoreSettings, loadFleetStore } from '@app/fleet-store';
import { readSettings } from '@app/settings';
import { CommandFailure } from '../command-failure.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { settingsDefinitions } from '../settings-definitions.js';

/** The fleet's database, opened only by the commands that need it. */
@Injectable()
export class Fleet {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** @throws SettingsError, or CommandFailure where there is no fleet or it does not answer */
  async use<T>(work: (store: FleetStore, settings: FleetStoreSettings) => Promise<T>): Promise<T> {
    const all = readSettings(settingsDefinitions, this.environment);
    const settings = all.get(fleetStoreSettings.token) as FleetStoreSettings;
    if (settings.databaseUrl === undefined)
      throw new CommandFailure(
        exitCodes.config,
        'There is no fleet here. Set FLEET_DATABASE_URL; docs/fleet.md tells how.',
      );
    const open = (await loadFleetStore())(settings.databaseUrl);
    try {
      return await work(open.store, settings).catch((error: unknown) => {
        throw error instanceof CommandFailure ? error : unreachable(error);
      });
    } finally {
      await open.close();
    }
  }
}

function unreachable(error: unknown): CommandFailure {
  return new CommandFailure(
    exitCodes.unreachable,
    `The database of the fleet does not answer: ${String(error)}`,
  );
}
