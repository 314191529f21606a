import { describe, expect, it } from '@jest/globals';
import { SecretRedactor } from './secret-redactor.js';

const redactor = new SecretRedactor(['hunter2-hunter2']);
const slackWebhook = [
  'https://hooks.slack.com',
  'services',
  'T00000000',
  'B00000000',
  'X'.repeat(24),
].join('/');

describe('SecretRedactor', () => {
  it.each([
    ['a value that the process itself holds', 'key is hunter2-hunter2 here', 'hunter2-hunter2'],
    ['a Slack webhook', `posting to ${slackWebhook} failed`, slackWebhook],
    [
      'a GitHub token',
      `remote: ${['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_')} denied`,
      'wWPw5k4aXcaT4',
    ],
    ['the password of a connection URL', 'connect postgres://app:s3cr3t@db:5432/app', 's3cr3t'],
    ['a bearer token', 'Authorization: Bearer abcdefghijklmnop', 'abcdefghijklmnop'],
    ['a password in key=value form', 'login password=letmein user=bob', 'letmein'],
    ['a JSON token', '{"token":"0123456789"}', '0123456789'],
    ['an OpenAI key', `OPENAI: ${['sk', 'proj', 'a'.repeat(40)].join('-')}`, 'a'.repeat(40)],
    [
      'a JSON web token',
      'jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcd1234abcd',
      'eyJzdWIiOiIxMjM0In0',
    ],
  ])('masks %s', async (_what, text, secret) => {
    const masked = await redactor.redact(text);
    expect(masked).not.toContain(secret);
    expect(masked).toContain('[redacted]');
  });

  it('leaves ordinary log text as it is', async () => {
    const text =
      "TypeError: Cannot read properties of undefined (reading 'price')\n    at total (/srv/app/cart.js:12:7)";
    expect(await redactor.redact(text)).toBe(text);
  });

  it('changes nothing when run on its own result', async () => {
    const once = await redactor.redact('password=letmein postgres://a:b@c/d Bearer abcdefghijkl');
    expect(await redactor.redact(once)).toBe(once);
  });

  it('stays fast on a long hostile line', async () => {
    const masked = await redactor.redact('password'.repeat(20_000));
    expect(masked).toHaveLength(160_000);
  });

  it('leaves nothing behind that grows with each text', async () => {
    const measured = (): number => performance.getEntriesByType('mark').length;
    const before = measured();
    await redactor.redact('a line without any secret');
    expect(measured()).toBe(before);
  });
});
