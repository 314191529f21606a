import { type Environment, platformSettings, readSettings } from '@app/settings';

/** @throws SettingsError */
export function dataFolder(environment: Environment): string {
  const settings = readSettings([platformSettings], environment).get(platformSettings.token);
  return (settings as { readonly dataDir: string }).dataDir;
}
