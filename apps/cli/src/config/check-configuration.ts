import { type AlertingSettings, alertingSettings, checkAlerting } from '@app/alerting';
import { detectionSettings, formatProblemOf, loadPatternConfig } from '@app/detection';
import { patternFile } from '@app/pattern-file';
import {
  type Environment,
  platformSettings,
  readSettings,
  type SettingsDefinition,
  SettingsError,
} from '@app/settings';
import { settingsDefinitions } from '../settings-definitions.js';
import { checkPipeline } from './check-pipeline.js';

type Resolved = ReadonlyMap<string, unknown>;

/**
 * Everything that is wrong with variables and files, in one go: where some variables are wrong, the
 * files whose own variables are right are checked all the same. Empty when all is well.
 */
export async function checkConfiguration(environment: Environment): Promise<string[]> {
  const read = (definitions: readonly SettingsDefinition[]): Resolved | SettingsError => {
    try {
      return readSettings(definitions, environment);
    } catch (error) {
      if (error instanceof SettingsError) return error;
      throw error;
    }
  };
  const all = read(settingsDefinitions);
  const patterns = read([platformSettings, detectionSettings]);
  const alerting = read([alertingSettings]);
  return [
    ...(all instanceof SettingsError ? [all.message] : checkPipeline(all)),
    ...(patterns instanceof SettingsError ? [] : await patternProblems(patterns)),
    ...(alerting instanceof SettingsError ? [] : alertProblems(alerting)),
  ];
}

async function patternProblems(settings: Resolved): Promise<string[]> {
  const file = patternFile(settings);
  const loaded = await loadPatternConfig(file.path, file.schema, file.defaults);
  return loaded.ok ? [] : loaded.problems.map((problem) => formatProblemOf(file.path, problem));
}

function alertProblems(settings: Resolved): string[] {
  return checkAlerting(settings.get(alertingSettings.token) as AlertingSettings);
}
