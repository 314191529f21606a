import { describe, expect, it } from '@jest/globals';
import type {
  AnyDomainEvent,
  DetectionRaised,
  EventMap,
  EventName,
  RepairFinished,
} from '@app/contracts';
import { SecretRedactor } from '@app/redaction';
import { checkDiscordLimits } from '../../testing/discord-limits.js';
import { sampleSettings } from '../../testing/sample-settings.js';
import { checkSlackLimits } from '../../testing/slack-limits.js';
import { DiscordChannel } from '../channels/discord.channel.js';
import { InboxChannel } from '../channels/inbox.channel.js';
import { SlackChannel } from '../channels/slack.channel.js';
import { composeAlert } from './compose-alert.js';
import { presentable } from './presentable.js';

const settings = sampleSettings();
const action = { type: 'RESTART_SERVICE', service: 'api' } as const;
const heal = {
  healId: 'heal-1',
  key: 'pattern:api-crash',
  target: 'api',
  action,
  attempt: 1,
  maxAttempts: 3,
};
const detection: DetectionRaised = {
  detectionId: 'detection-1',
  key: 'pattern:api-crash',
  trigger: { kind: 'pattern', id: 'api-crash' },
  title: 'api crashed',
  severity: 'error',
  captures: {},
  streak: { length: 3, limit: 2 },
  occurrences: 4,
  evidence: {
    sourceId: 'app',
    records: [
      {
        text: 'ERROR connect ECONNREFUSED 127.0.0.1:5432 password=letmein99\n    at connect (/srv/api/src/db.js:12:7)',
        path: '/srv/api/logs/app.log',
        startOffset: 0,
        endOffset: 99,
      },
    ],
  },
  plan: {
    mode: 'auto',
    target: 'api',
    action,
    runbook: 'https://wiki.example.com/api?a=1|2',
    cooldownSeconds: 0,
    verification: { windowSeconds: 60, settleSeconds: 0 },
    loop: { maxHeals: 3, windowSeconds: 600, backoffSeconds: 30, resetAfterSeconds: 3_600 },
  },
} as unknown as DetectionRaised;

function event<N extends EventName>(name: N, payload: EventMap[N]): AnyDomainEvent {
  return {
    id: 'event-1',
    name,
    payload,
    correlationId: 'incident-1',
    causationId: null,
    occurredAt: '2026-01-01T00:00:00.000Z',
    host: 'host-1',
  } as unknown as AnyDomainEvent;
}

const failed = {
  ...heal,
  durationMs: 900,
  reason: 'exit-code' as const,
  message: 'exit 1',
  retryable: true,
  output: '',
};
const ineffective = { ...heal, reason: 'trigger-fired' as const, message: 'The line came again.' };

const finished = (outcome: RepairFinished['outcome']): RepairFinished => ({
  jobId: 'repair-1',
  filePath: 'src/cart.js',
  route: null,
  outcome,
  message: 'The patch passed its gate and waits for approval on the branch autoheal/src-cart.',
  diff: '',
  durationMs: 5,
  exchanges: [],
  requestedBy: 'api:127.0.0.1',
});

const told: readonly (readonly [string, AnyDomainEvent])[] = [
  ['a start', event('heal.started', { ...heal, timeoutMs: 60_000 })],
  ['a success', event('heal.verified', { ...heal, silentSeconds: 60, downtimeMs: 14_200 })],
  ['a failure', event('heal.failed', failed)],
  ['a heal that did not help', event('heal.ineffective', ineffective)],
  [
    'a wait for approval',
    event('heal.approval-required', { ...heal, expiresAt: '2026-01-01T01:00:00.000Z' }),
  ],
  [
    'a loop',
    event('heal-loop.opened', {
      key: heal.key,
      target: 'api',
      actionType: action.type,
      heals: 3,
      windowSeconds: 600,
      retryAt: '2026-01-01T01:00:00.000Z',
    }),
  ],
  [
    'what is only watched',
    event('heal.skipped', {
      key: heal.key,
      target: 'api',
      mode: 'shadow',
      action,
      reason: 'shadow',
      detail: 'the pattern only watches; set mode: auto to heal',
    }),
  ],
  [
    'a recovery',
    event('incident.resolved', {
      key: heal.key,
      target: 'api',
      title: 'api crashed',
      by: 'verified',
      downtimeMs: 14_200,
      heals: 1,
      detections: 4,
    }),
  ],
  [
    'a code fix that was taken back',
    event('repair.reverted', {
      jobId: 'repair-1',
      filePath: 'src/cart.js',
      outcome: 'reverted',
      message: 'The code fix of src/cart.js was taken back, because its error came back.',
    }),
  ],
  ['a code fix that waits for approval', event('repair.finished', finished('proposed'))],
  [
    'a rejected config',
    event('config.rejected', {
      path: '/srv/error-patterns.yaml',
      problems: ['3:5 patterns.0.match: is missing'],
    }),
  ],
];

describe('composeAlert', () => {
  it.each(told)('tells of %s', async (_what, happened) => {
    const message = composeAlert(happened, { detection });
    if (!message) throw new Error('nothing was composed');
    const safe = await presentable(message, new SecretRedactor());
    const payloads = {
      slack: new SlackChannel(settings).render(safe),
      discord: new DiscordChannel(settings).render(safe),
      inbox: new InboxChannel().render(safe),
    };
    expect(checkSlackLimits(payloads.slack)).toEqual([]);
    expect(checkDiscordLimits(payloads.discord)).toEqual([]);
    expect(JSON.stringify(payloads)).not.toContain('letmein99');
    expect(payloads).toMatchSnapshot();
  });

  it.each([
    ['failed', event('heal.failed', { ...failed, key: 'manual:api' })],
    ['did not help', event('heal.ineffective', { ...ineffective, key: 'manual:api' })],
  ])('promises no next try when a heal that a person asked for %s', (_what, happened) => {
    expect(composeAlert(happened, { detection: undefined })?.whoMustAct).toBe(
      'You: nothing follows by itself. Inspect: autoheal heals show heal-1',
    );
  });

  it('is silent of a code fix that its heal tells of', () => {
    const kept = event('repair.finished', finished('kept'));
    expect(composeAlert(kept, { detection })).toBeUndefined();
  });

  it.each(['cooldown', 'in-progress', 'backoff', 'loop-open', 'paused'] as const)(
    'is silent of what is skipped because of %s: another alert tells the trouble',
    (reason) => {
      const skipped = { key: heal.key, target: 'api', mode: 'auto' as const, reason, detail: '' };
      expect(composeAlert(event('heal.skipped', skipped), { detection })).toBeUndefined();
    },
  );
});
