import { aiSettings } from '@app/ai';
import { alertingSettings } from '@app/alerting';
import { auditSettings } from '@app/audit';
import { detectionSettings, monitorSettings } from '@app/detection';
import { eventRetentionSettings } from '@app/event-bus';
import { fleetLimitSettings, fleetSettings } from '@app/fleet';
import { fleetStoreSettings } from '@app/fleet-store';
import { healActionSettings, healingSettings } from '@app/healing';
import {
  budgetSettings,
  deliverySettings,
  fixWatchSettings,
  operatorSettings,
  repairJobsSettings,
} from '@app/openai-operator';
import { outboundSettings } from '@app/outbound';
import { platformSettings } from '@app/settings';
import { tailingSettings } from '@app/tailing';
import { tracingSettings } from '@app/tracing';

/** All that the watchdog and the command line read from the environment. */
export const settingsDefinitions = [
  platformSettings,
  eventRetentionSettings,
  outboundSettings,
  tailingSettings,
  detectionSettings,
  ...monitorSettings,
  healingSettings,
  auditSettings,
  healActionSettings,
  alertingSettings,
  aiSettings,
  tracingSettings,
  repairJobsSettings,
  operatorSettings,
  budgetSettings,
  deliverySettings,
  fixWatchSettings,
  fleetSettings,
  fleetLimitSettings,
  fleetStoreSettings,
];
