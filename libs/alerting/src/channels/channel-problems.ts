import type { AlertingSettings } from '../alerting.settings.js';

/**
 * What is wrong with the channels as a whole; empty when nothing is.
 *
 * @param configured the ids of the channels that are on
 */
export function channelProblems(
  { fallbackChannel, incomplete }: AlertingSettings,
  configured: readonly string[],
): string[] {
  if (fallbackChannel === undefined || configured.includes(fallbackChannel)) return [...incomplete];
  return [
    ...incomplete,
    `ALERTS_FALLBACK_CHANNEL is "${fallbackChannel}", which is no configured channel. Configured are: ${configured.join(', ')}.`,
  ];
}
