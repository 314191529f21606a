import type { Clock } from '@app/clock';
import { platformSettings } from '@app/settings';
import { Canary } from '../src/vital-signs/canary.js';

/** A real canary, for a folder; it is silent unless it is started. */
export function silentCanary(clock: Clock, dataDir = '/no/folder', canaryLimitMs = 60_000): Canary {
  const platform = platformSettings.resolve({
    AUTOHEAL_PROJECT_ROOT: dataDir,
    AUTOHEAL_DATA_DIR: dataDir,
    WATCHDOG_LOG_PATH: dataDir,
    ERROR_PATTERNS_CONFIG: 'x.yaml',
    WATCHDOG_DEV_MODE: false,
  });
  return new Canary({ file: undefined, url: undefined, canaryLimitMs }, platform, clock);
}
