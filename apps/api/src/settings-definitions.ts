import { aiSettings } from '@app/ai';
import { operatorSettings, repairJobsSettings } from '@app/openai-operator';
import { platformSettings } from '@app/settings';
import { apiSettings } from './api.settings.js';

/** All that the API reads from its environment. */
export const settingsDefinitions = [
  platformSettings,
  apiSettings,
  aiSettings,
  repairJobsSettings,
  operatorSettings,
];
