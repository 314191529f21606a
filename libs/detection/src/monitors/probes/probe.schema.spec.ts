import { describe, expect, it } from '@jest/globals';
import { probeSchema } from './probe.schema.js';

const http = { id: 'a', type: 'http', url: 'http://127.0.0.1/' };
const tcp = { id: 'a', type: 'tcp', port: 1 };
const problems = (probe: object) =>
  probeSchema
    .safeParse(probe)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('probeSchema', () => {
  it('fills in when and how patiently to ask', () => {
    expect(probeSchema.parse(http)).toEqual({
      ...http,
      cron: '*/30 * * * * *',
      timeoutMs: 5_000,
      expectStatus: ['2xx'],
    });
    expect(probeSchema.parse(tcp)).toMatchObject({ host: '127.0.0.1' });
  });

  it('takes cron expressions with and without seconds', () => {
    for (const cron of ['*/5 * * * * *', '*/5 * * * *', '0 0 * * 1-5'])
      expect(problems({ ...http, cron })).toBeUndefined();
  });

  it.each([
    [{ ...http, cron: 'every day' }, 'cron: must be a cron expression, for instance'],
    [{ ...http, url: 'ftp://a/' }, 'url: must be an http or https URL'],
    [{ ...http, url: 'http://me:secret@a/' }, 'url: must not hold a user name or password'],
    [{ ...http, expectStatus: [700] }, 'expectStatus.0: must be a status code from 100 to 599'],
    [{ ...http, expectStatus: [] }, 'expectStatus: Too small'],
    [{ ...http, id: 'Not An Id' }, 'id: must be 1 to 64 of a-z'],
    [{ ...tcp, host: 'a b' }, 'host: must be a host name or an IP address'],
    [{ ...tcp, port: 70_000 }, 'port: Too big'],
    [{ ...tcp, url: 'http://a/' }, ': Unrecognized key: "url"'],
    [{ ...http, type: 'udp' }, 'type: Invalid'],
  ])('refuses %j', (probe, problem) => {
    expect(problems(probe)).toEqual([expect.stringContaining(problem)]);
  });
});
