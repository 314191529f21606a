import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@app/settings';
import { sampleSettings } from '../testing/sample-settings.js';
import { type AlertingSettings, alertingSettings } from './alerting.settings.js';
import { configuredChannels } from './channels/configured-channels.js';
import { alertChannels } from './channels/registry.js';
import { checkAlerting } from './check-alerting.js';

const bare = (environment: Record<string, string> = {}): AlertingSettings =>
  readSettings([alertingSettings], environment).get(alertingSettings.token) as AlertingSettings;

describe('checkAlerting', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-alerts-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const rules = (text: string): string => {
    const path = join(folder, 'alerts.yaml');
    writeFileSync(path, text);
    return path;
  };

  it('finds nothing wrong with no settings, nor with all of them and a sound file', () => {
    expect(checkAlerting(bare())).toEqual([]);
    const ALERTS_CONFIG = rules('version: 1\nroutes:\n  - channels: [slack]\n');
    expect(checkAlerting(sampleSettings({ ALERTS_CONFIG }))).toEqual([]);
  });

  it('names half a channel, a fallback that is off, and each problem of the file, at once', () => {
    const ALERTS_CONFIG = rules('version: 1\nroutes:\n  - channels: [pigeon, owl]\n');
    const environment = { SMTP_URL: 'smtp://mail.test', ALERTS_FALLBACK_CHANNEL: 'slack' };
    expect(checkAlerting(bare({ ...environment, ALERTS_CONFIG }))).toEqual([
      expect.stringContaining('missing: ALERT_EMAIL_FROM, ALERT_EMAIL_TO'),
      expect.stringContaining('ALERTS_FALLBACK_CHANNEL is "slack"'),
      expect.stringContaining(`${ALERTS_CONFIG}:3:16 routes.0.channels.0: "pigeon"`),
      expect.stringContaining(`${ALERTS_CONFIG}:3:24 routes.0.channels.1: "owl"`),
    ]);
  });

  it('names a file that is not there', () => {
    expect(checkAlerting(bare({ ALERTS_CONFIG: join(folder, 'none.yaml') }))).toEqual([
      expect.stringContaining('cannot be read: ENOENT'),
    ]);
  });
});

describe('configuredChannels', () => {
  it.each([
    ['nothing', bare()],
    ['everything', sampleSettings()],
    ['half a channel', bare({ SLACK_BOT_TOKEN: 'xoxb-1' })],
  ])('are those that turn themselves on, with %s set', (_what, settings) => {
    const enabled = alertChannels
      .map(({ channel }) => Reflect.construct(channel, [settings]))
      .filter((channel) => channel.enabled);
    expect(configuredChannels(settings)).toEqual(enabled.map(({ id }) => id));
  });
});
