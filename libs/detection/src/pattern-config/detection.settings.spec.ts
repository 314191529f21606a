import { describe, expect, it } from '@jest/globals';
import { readSettings } from '@app/settings';
import { detectionSettings } from './detection.settings.js';

const cooldownOf = (environment: Record<string, string>) =>
  readSettings([detectionSettings], environment).get(detectionSettings.token);

describe('detectionSettings', () => {
  it('gives triggers five minutes of cooldown, or what WATCHDOG_COOLDOWN says in milliseconds', () => {
    expect(cooldownOf({})).toMatchObject({
      triggerDefaults: { mode: 'shadow', cooldownSeconds: 300 },
    });
    expect(cooldownOf({ WATCHDOG_COOLDOWN: '1500' })).toMatchObject({
      triggerDefaults: { cooldownSeconds: 1.5 },
    });
  });
});
