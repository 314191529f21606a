import type { DynamicModule } from '@nestjs/common';
import { ConfigModule, registerAs } from '@nestjs/config';
import { type Environment, readSettings } from './read-settings.js';
import type { SettingsDefinition } from './settings-definition.js';

export class SettingsModule {
  /**
   * Provides each definition's settings under its token, everywhere.
   *
   * The environment is read and checked here rather than by ConfigModule, which would copy the
   * `.env` files into `process.env`, and so into every child process.
   *
   * @throws SettingsError naming every problem of the environment
   */
  static forRoot(
    definitions: readonly SettingsDefinition<object>[],
    environment: Environment,
  ): Promise<DynamicModule> {
    const resolved = readSettings(definitions, environment);
    return ConfigModule.forRoot({
      isGlobal: true,
      ignoreEnvFile: true,
      ignoreEnvVars: true,
      skipProcessEnv: true,
      load: definitions.map((definition) =>
        registerAs(definition.name, () => ({ ...(resolved.get(definition.token) as object) })),
      ),
    });
  }
}
