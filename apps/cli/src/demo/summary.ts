import pc from 'picocolors';
import type { StoryFollower } from './story-follower.js';
import type { ReceivedAlert } from './webhook-stand-in.js';

/** What happened, in numbers, and one alert as each channel got it. */
export function summarize(story: StoryFollower, alerts: readonly ReceivedAlert[]): string {
  const count = (name: Parameters<StoryFollower['named']>[0]): string =>
    String(story.named(name).length);
  return [
    '',
    pc.bold('What happened'),
    `  detections        ${count('detection.raised')}`,
    `  heals started     ${count('heal.started')}`,
    `  heals verified    ${count('heal.verified')}`,
    `  heals of no help  ${count('heal.ineffective')}`,
    `  code fixes kept   ${String(story.named('repair.finished').filter(({ payload }) => payload.outcome === 'kept').length)}`,
    `  loops stopped     ${count('heal-loop.opened')}`,
    `  alerts delivered  ${String(ofChannel(alerts, 'slack').length)} to Slack, ${String(ofChannel(alerts, 'discord').length)} to Discord (stand-ins)`,
    ...lastPayload(alerts, 'slack'),
    ...lastPayload(alerts, 'discord'),
    '',
    'To watch your own platform: copy .env.example to .env and examples/error-patterns.yaml to error-patterns.yaml, then npm start.',
  ].join('\n');
}

function ofChannel(
  alerts: readonly ReceivedAlert[],
  channel: ReceivedAlert['channel'],
): ReceivedAlert[] {
  return alerts.filter((alert) => alert.channel === channel);
}

function lastPayload(
  alerts: readonly ReceivedAlert[],
  channel: ReceivedAlert['channel'],
): string[] {
  const last = ofChannel(alerts, channel).at(-1);
  if (!last) return [];
  return [
    '',
    pc.bold(`The last alert, exactly as ${channel} got it`),
    JSON.stringify(last.payload, undefined, 2),
  ];
}
