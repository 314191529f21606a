import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetch } from 'undici';
import { guardedAgent } from './guarded-agent.js';
import { OutboundPolicy } from './outbound-policy.js';

describe('an agent under guard', () => {
  let server: Server;
  let port: number;
  let asked: number;

  beforeEach(async () => {
    asked = 0;
    server = createServer((request, response) => {
      asked += 1;
      if (request.url === '/away') response.writeHead(302, { location: 'http://10.0.0.1/' });
      response.end('here');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(async () => {
    server.close();
    await once(server, 'close');
  });

  /** What came back, or why nothing was sent. */
  async function ask(host: string, allowed: readonly string[], path = '/'): Promise<unknown> {
    const agent = guardedAgent(new OutboundPolicy(allowed), (_host, _options, callback) => {
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    });
    try {
      const url = `http://${host}:${String(port)}${path}`;
      return await (await fetch(url, { dispatcher: agent })).text();
    } catch (error) {
      return (error as { cause?: { code?: string } }).cause?.code;
    } finally {
      await agent.close();
    }
  }

  it('connects where the operator allows it, by address and by name', async () => {
    expect(await ask('127.0.0.1', ['127.0.0.0/8'])).toBe('here');
    expect(await ask('hooks.example', ['hooks.example'])).toBe('here');
  });

  it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])(
    'sends nothing to %s where that is not allowed',
    async (host) => {
      expect(await ask(host, [])).toBe('OUTBOUND_REFUSED');
      expect(asked).toBe(0);
    },
  );

  it('sends nothing to a public name that stands for an address nearby', async () => {
    expect(await ask('hooks.example', ['other.example'])).toBe('OUTBOUND_REFUSED');
    expect(asked).toBe(0);
  });

  it('says that a name stands for nothing, and the process goes on', async () => {
    const agent = guardedAgent(new OutboundPolicy([]));
    const asking = fetch('http://no-such-host.invalid/', { dispatcher: agent });
    await expect(asking).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) },
    });
    await agent.close();
  });

  it('follows no redirect to where it may not go', async () => {
    expect(await ask('127.0.0.1', ['127.0.0.1'], '/away')).toBe('OUTBOUND_REFUSED');
    expect(asked).toBe(1);
  });
});
