import { vitalSignsSettings } from '../vital-signs/vital-signs.settings.js';
import { databaseSettings } from './database.settings.js';
import { measurementSettings } from './measurements/measurement.settings.js';
import { pm2Settings } from './pm2.settings.js';
import { resourceSettings } from './resources/resource.settings.js';

/** All that the monitors and the signs of life read from the environment. */
export const monitorSettings = [
  resourceSettings,
  measurementSettings,
  pm2Settings,
  databaseSettings,
  vitalSignsSettings,
] as const;
