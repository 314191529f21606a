import { readSettings } from '@app/settings';
import { type AlertingSettings, alertingSettings } from '../src/alerting.settings.js';

export function sampleSettings(environment: Record<string, string> = {}): AlertingSettings {
  const variables = {
    SLACK_WEBHOOK_URL: 'https://slack.test/x',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_CHANNEL: 'C1',
    DISCORD_WEBHOOK_URL: 'https://discord.test/x',
    TEAMS_WEBHOOK_URL: 'https://teams.test/x',
    TELEGRAM_BOT_TOKEN: '1:a',
    TELEGRAM_CHAT_ID: '7',
    PAGERDUTY_ROUTING_KEY: 'key',
    SMTP_URL: 'smtp://mail.test',
    ALERT_EMAIL_FROM: 'autoheal@example.com',
    ALERT_EMAIL_TO: 'ops@example.com',
    ALERT_WEBHOOK_URL: 'https://hook.test/x',
    ...environment,
  };
  return readSettings([alertingSettings], variables).get(
    alertingSettings.token,
  ) as AlertingSettings;
}
