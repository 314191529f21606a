import { aiSettings } from '@app/ai';
import { alertingSettings } from '@app/alerting';
import { detectionSettings } from '@app/detection';
import { fleetSettings } from '@app/fleet';
import { fleetStoreSettings } from '@app/fleet-store';
import {
  budgetSettings,
  deliverySettings,
  fixWatchSettings,
  operatorSettings,
  repairJobsSettings,
} from '@app/openai-operator';
import { outboundSettings } from '@app/outbound';
import { platformSettings } from '@app/settings';
import { apiSettings } from './api.settings.js';

/** All that the API reads from its environment. */
export const settingsDefinitions = [
  platformSettings,
  outboundSettings,
  apiSettings,
  aiSettings,
  alertingSettings,
  detectionSettings,
  repairJobsSettings,
  operatorSettings,
  budgetSettings,
  deliverySettings,
  fixWatchSettings,
  fleetSettings,
  fleetStoreSettings,
];
