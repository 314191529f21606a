import { readFileSync } from 'node:fs';
import type { AlertingSettings } from './alerting.settings.js';
import { channelProblems } from './channels/channel-problems.js';
import { configuredChannels } from './channels/configured-channels.js';
import { alertChannels } from './channels/registry.js';
import { parseAlertRules } from './routing/parse-alert-rules.js';

/** All that would stop a start because of alerts: channels and ALERTS_CONFIG. Sends nothing; empty when all is well. */
export function checkAlerting(settings: AlertingSettings): string[] {
  return [
    ...channelProblems(settings, configuredChannels(settings)),
    ...rulesProblems(settings.rulesPath),
  ];
}

function rulesProblems(path: string | undefined): string[] {
  if (path === undefined) return [];
  try {
    const known = alertChannels.map(({ id }) => id);
    const result = parseAlertRules(readFileSync(path, 'utf8'), known);
    return result.ok ? [] : result.problems.map((problem) => `${path}:${problem}`);
  } catch (error) {
    return [`ALERTS_CONFIG ${path} cannot be read: ${(error as Error).message}`];
  }
}
