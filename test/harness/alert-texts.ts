import type { WebhookReceiver } from '@app/alerting/testing';
import { until } from './until.js';

/** Everything that a channel has received so far, as one text, without the escapes of its markup. */
export function alertTexts(receiver: WebhookReceiver, channel: 'slack' | 'discord'): string {
  const alerts = receiver.received.filter((alert) => alert.channel === channel);
  return JSON.stringify(alerts).replaceAll('\\', '');
}

/** Waits until Slack and Discord have both received an alert that says so. */
export async function bothToldOf(receiver: WebhookReceiver, words: string): Promise<void> {
  for (const channel of ['slack', 'discord'] as const) {
    await until(
      `an alert at ${channel} that says "${words}"`,
      () => alertTexts(receiver, channel).includes(words) || undefined,
      { describe: () => alertTexts(receiver, channel) },
    );
  }
}
