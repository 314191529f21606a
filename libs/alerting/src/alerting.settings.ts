import { defineSettings, flag, httpUrl } from '@app/settings';
import { resolve } from 'node:path';
import { z } from 'zod';

/** Where alerts go. */
export const alertingSettings = defineSettings(
  'alerting',
  z.object({
    SLACK_WEBHOOK_URL: httpUrl().optional().meta({
      secret: true,
      feature: 'Slack alerts',
      description: 'Incoming webhook of a Slack channel.',
    }),
    DISCORD_WEBHOOK_URL: httpUrl().optional().meta({
      secret: true,
      feature: 'Discord alerts',
      description: 'Webhook of a Discord channel.',
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
    discordWebhookUrl: env.DISCORD_WEBHOOK_URL,
    rulesPath: env.ALERTS_CONFIG === undefined ? undefined : resolve(env.ALERTS_CONFIG),
    fallbackChannel: env.ALERTS_FALLBACK_CHANNEL,
    summaries: env.ALERTS_AI_SUMMARY,
  }),
);

export type AlertingSettings = ReturnType<typeof alertingSettings.resolve>;
