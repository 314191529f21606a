import type { AlertingSettings } from '../alerting.settings.js';

/** The ids of the channels that these settings turn on, without starting any of them. */
export function configuredChannels(settings: AlertingSettings): string[] {
  const needs: Readonly<Record<string, unknown>> = {
    discord: settings.discordWebhookUrl,
    email: settings.email,
    inbox: true,
    pagerduty: settings.pagerDuty,
    'slack-bot': settings.slackBot,
    slack: settings.slackWebhookUrl,
    teams: settings.teamsWebhookUrl,
    telegram: settings.telegram,
    webhook: settings.webhookUrl,
  };
  return Object.keys(needs).filter((id) => needs[id] !== undefined);
}
