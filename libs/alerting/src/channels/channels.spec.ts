import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import type { AlertMessage } from '@app/contracts';
import { SecretRedactor } from '@app/redaction';
import { readSettings } from '@app/settings';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { checkDiscordLimits } from '../../testing/discord-limits.js';
import { sampleMessage } from '../../testing/sample-alert.js';
import { sampleSettings } from '../../testing/sample-settings.js';
import { ServiceStub } from '../../testing/service-stub.js';
import { checkSlackLimits } from '../../testing/slack-limits.js';
import { SmtpStub } from '../../testing/smtp-stub.js';
import { alertingSettings } from '../alerting.settings.js';
import { presentable } from '../compose/presentable.js';
import { cleanText, shorten } from '../text/clean-text.js';
import type { AlertChannel, SendContext } from './alert-channel.js';
import { DiscordChannel } from './discord.channel.js';
import { EmailChannel } from './email.channel.js';
import { InboxChannel } from './inbox.channel.js';
import { PagerDutyChannel } from './pagerduty.channel.js';
import { alertChannels } from './registry.js';
import { SlackBotChannel } from './slack-bot.channel.js';
import { SlackChannel } from './slack.channel.js';
import { TeamsChannel } from './teams.channel.js';
import { TelegramChannel } from './telegram.channel.js';
import { WebhookChannel } from './webhook.channel.js';

const settings = sampleSettings();
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '<!channel> <@U123> @everyone @here <at>all</at>',
    '\u001b[31mred\u001b[0m \u202egnp.exe',
    '```\n*bold* _it_ [x](http://evil.test) ||s||',
    '&<>"\'`|'.repeat(500),
    'x'.repeat(1_000_000),
    '😀'.repeat(5_000),
    'one\r\nBcc: everybody@example.com\r\n\r\nbody\r\n.\r\n',
  ),
);
const hostileMessage: fc.Arbitrary<AlertMessage> = fc.record({
  kind: fc.constantFrom('start', 'success', 'failure', 'loop', 'recovery'),
  severity: fc.constantFrom('info', 'warning', 'error', 'critical'),
  service: hostile,
  headline: hostile,
  whoMustAct: hostile,
  symptom: hostile,
  action: hostile,
  evidence: fc.array(hostile, { maxLength: 10 }),
  summary: fc.record({
    summary: fc.string({ maxLength: 2_000 }),
    rootCauses: fc.array(fc.string({ maxLength: 500 }), { maxLength: 10 }),
    filesToInvestigate: fc.array(fc.string({ maxLength: 500 }), { maxLength: 20 }),
    source: fc.constantFrom('model' as const, 'rules' as const),
  }),
  links: fc.constant([{ label: 'Runbook <x>', url: 'https://example.com/a|b>c' }]),
  host: fc.constant('host'),
  incidentId: fc.constant('incident'),
  at: fc.constant('2026-01-01T00:00:00.000Z'),
});

/** What the service of each channel would refuse, or what the text would do there. */
const wrongs: Readonly<Record<string, (payload: unknown, text: string) => string[]>> = {
  discord: (payload, text) => [
    ...checkDiscordLimits(payload),
    ...(text.includes('"allowed_mentions":{"parse":[]}') ? [] : ['mentions']),
  ],
  email: (payload) => {
    const { subject, text } = payload as { subject: string; text: string };
    return [
      ...(/[\r\n]/.test(subject) ? ['a header of its own'] : []),
      ...(subject.length > 150 || text.length > 20_000 ? ['too long'] : []),
    ];
  },
  inbox: () => [],
  pagerduty: (payload, text) => {
    const { payload: inner } = payload as { payload?: { summary: string } };
    return [
      ...(Buffer.byteLength(text) > 512 * 1_024 ? ['too large'] : []),
      ...((inner?.summary.length ?? 0) > 1_024 ? ['summary'] : []),
    ];
  },
  slack: (payload, text) => [
    ...checkSlackLimits(payload),
    ...(/<[!@#]/.test(text) ? ['mention'] : []),
  ],
  'slack-bot': (payload, text) => [
    ...checkSlackLimits(payload),
    ...(/<[!@#]/.test(text) ? ['mention'] : []),
  ],
  teams: (_payload, text) => [
    ...(Buffer.byteLength(text) > 28 * 1_024 ? [`${String(Buffer.byteLength(text))} bytes`] : []),
    ...(text.includes('<at>') ? ['mention'] : []),
  ],
  telegram: (payload) => {
    const { text, parse_mode } = payload as { text: string; parse_mode?: string };
    return [
      ...(text.length > 4_096 || text.length === 0 ? ['length'] : []),
      ...(parse_mode === undefined ? [] : ['markup']),
      ...(/@\w/.test(text) ? ['mention'] : []),
    ];
  },
  webhook: () => [],
};
const channels: readonly AlertChannel[] = [
  new DiscordChannel(settings),
  new EmailChannel(settings),
  new InboxChannel(),
  new PagerDutyChannel(settings),
  new SlackBotChannel(settings),
  new SlackChannel(settings),
  new TeamsChannel(settings),
  new TelegramChannel(settings),
  new WebhookChannel(settings, new FakeClock()),
];

describe('the channels', () => {
  it('stay within the limits of their services and mention nobody, whatever the text', async () => {
    const redactor = new SecretRedactor();
    await fc.assert(
      fc.asyncProperty(hostileMessage, async (raw) => {
        const safe = await presentable(raw, redactor);
        for (const channel of channels) {
          const payload = channel.render(safe);
          const text = JSON.stringify(payload);
          expect([channel.id, wrongs[channel.id]?.(payload, text)]).toEqual([channel.id, []]);
          expect(cleanText(text)).toBe(text);
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('are all registered, and all tested here', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.channel.ts'));
    expect(alertChannels.map(({ id }) => `${id}.channel.ts`)).toEqual(files.sort());
    expect(channels.map(({ id }) => `${id}.channel.ts`)).toEqual(files);
  });

  it('are not half configured', () => {
    expect(sampleSettings().incomplete).toEqual([]);
    const half = readSettings([alertingSettings], { TELEGRAM_BOT_TOKEN: '1:a' });
    expect(half.get(alertingSettings.token)).toMatchObject({
      telegram: undefined,
      incomplete: [
        'TELEGRAM_BOT_TOKEN, TELEGRAM_CHAT_ID work only together; missing: TELEGRAM_CHAT_ID.',
      ],
    });
  });

  it.each(channels.map((channel) => [channel.id, channel] as const))(
    'have one form for %s',
    (_id, channel) => {
      expect(channel.render(sampleMessage)).toMatchSnapshot();
    },
  );
});

describe('the channels that keep one message an incident', () => {
  let stub: ServiceStub;
  beforeEach(async () => {
    stub = await ServiceStub.start();
  });
  afterEach(() => stub.stop());
  const context = (thread?: string): SendContext => ({
    signal: new AbortController().signal,
    deliveryId: 'delivery-1',
    ...(thread === undefined ? {} : { thread }),
  });
  const failure: AlertMessage = { ...sampleMessage, kind: 'failure' };
  const recovery: AlertMessage = { ...sampleMessage, kind: 'recovery', severity: 'info' };

  it('Discord: posts, then edits, and posts a recovery anew', async () => {
    const discord = new DiscordChannel(sampleSettings({ DISCORD_WEBHOOK_URL: `${stub.url}/hook` }));
    stub.answer = () => ({ body: { id: '42' } });
    expect(await discord.send(sampleMessage, context())).toMatchObject({ ok: true, thread: '42' });
    await discord.send(failure, context('42'));
    await discord.send(recovery, context('42'));
    expect(stub.asked).toEqual([
      'POST /hook?wait=true',
      'PATCH /hook/messages/42?wait=true',
      'POST /hook?wait=true',
    ]);
  });

  it('Discord: posts anew when the message was deleted, but is gone when the webhook was', async () => {
    const discord = new DiscordChannel(sampleSettings({ DISCORD_WEBHOOK_URL: `${stub.url}/hook` }));
    stub.answer = ({ method }) =>
      method === 'PATCH'
        ? { status: 404, body: { message: 'Unknown Message', code: 10_008 } }
        : { body: { id: '43' } };
    expect(await discord.send(failure, context('42'))).toMatchObject({ ok: true, thread: '43' });
    stub.answer = () => ({ status: 404, body: { message: 'Unknown Webhook', code: 10_015 } });
    expect(await discord.send(failure, context('42'))).toMatchObject({ ok: false, reason: 'gone' });
  });

  it('the Slack bot: posts, then updates, with its token in the header only', async () => {
    const bot = new SlackBotChannel(sampleSettings({ SLACK_API_URL: stub.url }));
    stub.answer = () => ({ body: { ok: true, channel: 'C9', ts: '1.2' } });
    expect(await bot.send(sampleMessage, context())).toMatchObject({ ok: true, thread: 'C9 1.2' });
    await bot.send(failure, context('C9 1.2'));
    await bot.send(recovery, context('C9 1.2'));
    expect(stub.asked).toEqual([
      'POST /chat.postMessage',
      'POST /chat.update',
      'POST /chat.postMessage',
    ]);
    expect(stub.requests[1]?.body).toContain('"ts":"1.2"');
    expect(stub.requests[0]?.headers['authorization']).toBe('Bearer xoxb-1');
    expect(stub.requests.map(({ body }) => body).join()).not.toContain('xoxb-1');
  });

  it.each([
    ['ratelimited', 'rate-limited', true],
    ['internal_error', 'server-error', true],
    ['channel_not_found', 'gone', false],
    ['invalid_auth', 'gone', false],
    ['invalid_blocks', 'rejected', false],
  ])(
    "the Slack bot: understands %s, though Slack's status is 200",
    async (error, reason, retryable) => {
      const bot = new SlackBotChannel(sampleSettings({ SLACK_API_URL: stub.url }));
      stub.answer = () => ({ body: { ok: false, error } });
      expect(await bot.send(sampleMessage, context())).toMatchObject({
        ok: false,
        reason,
        retryable,
      });
    },
  );

  it('PagerDuty: triggers and resolves under one key, and is not called for what needs nobody', async () => {
    const duty = new PagerDutyChannel(sampleSettings({ PAGERDUTY_EVENTS_URL: stub.url }));
    await duty.send(sampleMessage, context());
    await duty.send(failure, context());
    await duty.send(recovery, context());
    const events = stub.requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(events.map(({ event_action, dedup_key }) => [event_action, dedup_key])).toEqual([
      ['trigger', 'autoheal-incident-1'],
      ['resolve', 'autoheal-incident-1'],
    ]);
  });

  it('the webhook: signs the body with the time, and tells a repeat by its key', async () => {
    const secret = 'a secret of some length';
    const hook = new WebhookChannel(
      sampleSettings({ ALERT_WEBHOOK_URL: stub.url, ALERT_WEBHOOK_SECRET: secret }),
      new FakeClock(),
    );
    await hook.send(sampleMessage, context());
    await hook.send(sampleMessage, context());
    const [first, second] = stub.requests;
    const [, time = '', digest] =
      /^t=(\d+),v1=(\w+)$/.exec(String(first?.headers['autoheal-signature'])) ?? [];
    expect(digest).toBe(
      createHmac('sha256', secret)
        .update(`${time}.${first?.body ?? ''}`)
        .digest('hex'),
    );
    expect(first?.headers['idempotency-key']).toBe('delivery-1');
    expect(second?.headers['idempotency-key']).toBe('delivery-1');
  });
});

describe('e-mail', () => {
  let smtp: SmtpStub;
  beforeEach(async () => {
    smtp = await SmtpStub.start();
  });
  afterEach(() => smtp.stop());
  const send = (message: AlertMessage, url = smtp.url) =>
    new EmailChannel(sampleSettings({ SMTP_URL: url })).send(message, {
      signal: new AbortController().signal,
      deliveryId: 'alert-1:email',
    });

  it('is one conversation an incident, and the same message at each try', async () => {
    expect(await send(sampleMessage)).toEqual({ ok: true });
    const [mail = ''] = smtp.mails;
    expect(mail).toContain('Subject: [error] api: healing (1/3): RESTART_SERVICE.');
    expect(mail).toContain('Message-ID: <alert-1.email@autoheal>');
    expect(mail).toContain('References: <incident-1@autoheal>');
    expect(mail).toContain('To: ops@example.com');
  });

  it.each([
    ['451 later', 'server-error', true],
    ['550 no such user', 'rejected', false],
  ])('takes "%s" as %s', async (reply, reason, retryable) => {
    smtp.recipient = reply;
    expect(await send(sampleMessage)).toMatchObject({ ok: false, reason, retryable });
  });

  it('is tried again when no server is there', async () => {
    expect(await send(sampleMessage, 'smtp://127.0.0.1:1')).toMatchObject({
      reason: 'unreachable',
      retryable: true,
    });
  });

  it('gets no header from the text of a log', async () => {
    await send({ ...sampleMessage, headline: 'x\r\nBcc: everybody@example.com' });
    expect(smtp.mails[0]?.split('\n\n')[0]).not.toMatch(/^Bcc:/m);
  });
});

describe('cleanText', () => {
  it('leaves no control, escape or direction character', () => {
    expect(cleanText('a\u001b[31mb\u0000c\u202ed\te\nf')).toBe('abcd\te\nf');
  });
});

describe('shorten', () => {
  it('never splits a character in two', () => {
    expect(shorten('😀😀😀', 4)).toBe('😀…');
  });
});
