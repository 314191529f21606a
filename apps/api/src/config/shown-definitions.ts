import { aiSettings } from '@app/ai';
import { alertingSettings } from '@app/alerting';
import { detectionSettings, monitorSettings } from '@app/detection';
import { healActionSettings, healingSettings } from '@app/healing';
import { repairJobsSettings } from '@app/openai-operator';
import { platformSettings } from '@app/settings';
import { tailingSettings } from '@app/tailing';
import { tracingSettings } from '@app/tracing';
import { apiSettings } from '../api.settings.js';

/** What any part of the platform reads from its environment: shown, and checked by whoever reads it. */
export const shownDefinitions = [
  platformSettings,
  apiSettings,
  tailingSettings,
  detectionSettings,
  ...monitorSettings,
  healingSettings,
  healActionSettings,
  alertingSettings,
  aiSettings,
  repairJobsSettings,
  tracingSettings,
];
