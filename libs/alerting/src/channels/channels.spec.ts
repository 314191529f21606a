import { describe, expect, it } from '@jest/globals';
import type { AlertMessage } from '@app/contracts';
import { SecretRedactor } from '@app/redaction';
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { presentable } from '../compose/presentable.js';
import { cleanText, shorten } from '../text/clean-text.js';
import { checkDiscordLimits } from '../../testing/discord-limits.js';
import { checkSlackLimits } from '../../testing/slack-limits.js';
import { DiscordChannel } from './discord.channel.js';
import { alertChannels } from './registry.js';
import { SlackChannel } from './slack.channel.js';

const settings = {
  slackWebhookUrl: 'https://slack.test/x',
  discordWebhookUrl: 'https://discord.test/x',
  rulesPath: undefined,
  fallbackChannel: undefined,
  summaries: true,
};
const slack = new SlackChannel(settings);
const discord = new DiscordChannel(settings);

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '<!channel> <@U123> @everyone @here',
    '\u001b[31mred\u001b[0m \u202egnp.exe',
    '```\n*bold* _it_ [x](http://evil.test) ||s||',
    '&<>"\'`|'.repeat(500),
    'x'.repeat(1_000_000),
    '😀'.repeat(5_000),
  ),
);
const message: fc.Arbitrary<AlertMessage> = fc.record({
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

describe('the channels, whatever the text', () => {
  it('stay within the limits of Slack and Discord and mention nobody', async () => {
    const redactor = new SecretRedactor();
    await fc.assert(
      fc.asyncProperty(message, async (raw) => {
        const safe = await presentable(raw, redactor);
        const forSlack = slack.render(safe);
        const forDiscord = discord.render(safe);
        expect(checkSlackLimits(forSlack)).toEqual([]);
        expect(checkDiscordLimits(forDiscord)).toEqual([]);
        expect(JSON.stringify(forSlack)).not.toMatch(/<[!@#]/);
        expect(forDiscord).toMatchObject({ allowed_mentions: { parse: [] } });
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('are all registered', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.channel.ts'));
    expect(alertChannels.map(({ id }) => `${id}.channel.ts`)).toEqual(files.sort());
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
