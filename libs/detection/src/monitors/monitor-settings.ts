import { measurementSettings } from './measurements/measurement.settings.js';
import { resourceSettings } from './resources/resource.settings.js';
import { serviceMemorySettings } from './resources/services/service-memory.settings.js';

/** All that the monitors read from the environment. */
export const monitorSettings = [
  resourceSettings,
  measurementSettings,
  serviceMemorySettings,
] as const;
