import { defineSettings, flag, httpUrl, list } from '@app/settings';
import { resolve } from 'node:path';
import { z } from 'zod';

const secret = { secret: true } as const;

/** Where alerts go. */
export const alertingSettings = defineSettings(
  'alerting',
  z.object({
    SLACK_WEBHOOK_URL: httpUrl()
      .optional()
      .meta({
        ...secret,
        feature: 'Slack alerts',
        description: 'Incoming webhook of a Slack channel.',
      }),
    SLACK_BOT_TOKEN: z
      .string()
      .optional()
      .meta({
        ...secret,
        description:
          'Bot token of Slack, in place of a webhook: an incident is one message, kept up to date.',
      }),
    SLACK_CHANNEL: z
      .string()
      .optional()
      .meta({ description: 'Id of the channel for the Slack bot.' }),
    SLACK_API_URL: httpUrl()
      .default('https://slack.com/api')
      .meta({ description: "Address of Slack's Web API." }),
    DISCORD_WEBHOOK_URL: httpUrl()
      .optional()
      .meta({
        ...secret,
        feature: 'Discord alerts',
        description: 'Webhook of a Discord channel.',
      }),
    TEAMS_WEBHOOK_URL: httpUrl()
      .optional()
      .meta({
        ...secret,
        description:
          'Webhook of a Microsoft Teams workflow (When a Teams webhook request is received).',
      }),
    TELEGRAM_BOT_TOKEN: z
      .string()
      .optional()
      .meta({
        ...secret,
        description: 'Token of a Telegram bot.',
      }),
    TELEGRAM_CHAT_ID: z
      .string()
      .optional()
      .meta({ description: 'Chat that the Telegram bot writes to.' }),
    TELEGRAM_API_URL: httpUrl()
      .default('https://api.telegram.org')
      .meta({ description: "Address of Telegram's Bot API." }),
    PAGERDUTY_ROUTING_KEY: z
      .string()
      .optional()
      .meta({
        ...secret,
        description: 'Integration key of a PagerDuty service (Events API v2).',
      }),
    PAGERDUTY_EVENTS_URL: httpUrl()
      .default('https://events.pagerduty.com/v2/enqueue')
      .meta({ description: "Address of PagerDuty's Events API." }),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/\S+$/, 'must be an smtp or smtps URL')
      .optional()
      .meta({
        ...secret,
        description: 'Mail server, for instance smtps://user:password@mail.example.com.',
      }),
    ALERT_EMAIL_FROM: z.string().optional().meta({ description: 'Sender of alerts by e-mail.' }),
    ALERT_EMAIL_TO: list().optional().meta({
      description: 'Receivers of alerts by e-mail, separated by commas.',
    }),
    ALERT_WEBHOOK_URL: httpUrl()
      .optional()
      .meta({
        ...secret,
        description: 'Address that gets every alert as JSON.',
      }),
    ALERT_WEBHOOK_SECRET: z
      .string()
      .min(16, 'must have 16 characters at least')
      .optional()
      .meta({
        ...secret,
        description: 'Signs what goes to ALERT_WEBHOOK_URL (HMAC-SHA-256 with the time).',
      }),
    ALERTS_CONFIG: z.string().optional().meta({
      description:
        'YAML file of routes, quiet hours and inhibitions; by default all goes everywhere.',
    }),
    ALERTS_FALLBACK_CHANNEL: z.string().optional().meta({
      description:
        'Id of the channel that gets an alert which another could not deliver for five minutes, or refused.',
    }),
    ALERTS_AI_SUMMARY: flag().default(true).meta({
      description: 'Explain the error in alerts: by the model where a key is set, else by rules.',
    }),
  }),
  (env) => ({
    slackWebhookUrl: env.SLACK_WEBHOOK_URL,
    slackBot:
      env.SLACK_BOT_TOKEN !== undefined && env.SLACK_CHANNEL !== undefined
        ? { token: env.SLACK_BOT_TOKEN, channel: env.SLACK_CHANNEL, apiUrl: env.SLACK_API_URL }
        : undefined,
    discordWebhookUrl: env.DISCORD_WEBHOOK_URL,
    teamsWebhookUrl: env.TEAMS_WEBHOOK_URL,
    telegram:
      env.TELEGRAM_BOT_TOKEN !== undefined && env.TELEGRAM_CHAT_ID !== undefined
        ? {
            token: env.TELEGRAM_BOT_TOKEN,
            chatId: env.TELEGRAM_CHAT_ID,
            apiUrl: env.TELEGRAM_API_URL,
          }
        : undefined,
    pagerDuty:
      env.PAGERDUTY_ROUTING_KEY === undefined
        ? undefined
        : { routingKey: env.PAGERDUTY_ROUTING_KEY, url: env.PAGERDUTY_EVENTS_URL },
    email:
      env.SMTP_URL !== undefined && env.ALERT_EMAIL_FROM !== undefined && env.ALERT_EMAIL_TO
        ? { smtpUrl: env.SMTP_URL, from: env.ALERT_EMAIL_FROM, to: env.ALERT_EMAIL_TO }
        : undefined,
    webhookUrl: env.ALERT_WEBHOOK_URL,
    webhookSecret: env.ALERT_WEBHOOK_SECRET,
    /** What only works together, and of which one half is missing. */
    incomplete: halfSet(env, [
      ['SLACK_BOT_TOKEN', 'SLACK_CHANNEL'],
      ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_CHAT_ID'],
      ['SMTP_URL', 'ALERT_EMAIL_FROM', 'ALERT_EMAIL_TO'],
    ]),
    rulesPath: env.ALERTS_CONFIG === undefined ? undefined : resolve(env.ALERTS_CONFIG),
    fallbackChannel: env.ALERTS_FALLBACK_CHANNEL,
    summaries: env.ALERTS_AI_SUMMARY,
  }),
);

export type AlertingSettings = ReturnType<typeof alertingSettings.resolve>;

function halfSet<T extends object>(env: T, groups: readonly (readonly (keyof T)[])[]): string[] {
  return groups.flatMap((names) => {
    const missing = names.filter((name) => env[name] === undefined);
    if (missing.length === 0 || missing.length === names.length) return [];
    return [
      `${names.map(String).join(', ')} work only together; missing: ${missing.map(String).join(', ')}.`,
    ];
  });
}
