import pc from 'picocolors';
import type { StoryFollower } from './story-follower.js';
import type { ReceivedAlert } from './webhook-stand-in.js';

export interface DemoSummary {
  readonly detections: number;
  readonly healsStarted: number;
  readonly healsVerified: number;
  readonly healsOfNoHelp: number;
  readonly codeFixesKept: number;
  readonly loopsStopped: number;
  readonly alerts: readonly ReceivedAlert[];
}

/** What happened, in numbers, with each alert as its channel got it. */
export function summarize(story: StoryFollower, alerts: readonly ReceivedAlert[]): DemoSummary {
  const count = (name: Parameters<StoryFollower['named']>[0]): number => story.named(name).length;
  const fixes = story.named('repair.finished');
  return {
    detections: count('detection.raised'),
    healsStarted: count('heal.started'),
    healsVerified: count('heal.verified'),
    healsOfNoHelp: count('heal.ineffective'),
    codeFixesKept: fixes.filter(({ payload }) => payload.outcome === 'kept').length,
    loopsStopped: count('heal-loop.opened'),
    alerts,
  };
}

/** The same for people, with one alert per channel. */
export function summaryText(summary: DemoSummary): string {
  const { alerts } = summary;
  const sent = (channel: ReceivedAlert['channel']): string =>
    String(ofChannel(alerts, channel).length);
  return [
    '',
    pc.bold('What happened'),
    `  detections        ${String(summary.detections)}`,
    `  heals started     ${String(summary.healsStarted)}`,
    `  heals verified    ${String(summary.healsVerified)}`,
    `  heals of no help  ${String(summary.healsOfNoHelp)}`,
    `  code fixes kept   ${String(summary.codeFixesKept)}`,
    `  loops stopped     ${String(summary.loopsStopped)}`,
    `  alerts delivered  ${sent('slack')} to Slack, ${sent('discord')} to Discord (stand-ins)`,
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
