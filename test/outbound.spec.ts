import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Platform } from './harness/platform.js';

jest.setTimeout(60_000);

const REFUSAL = /127\.0\.0\.1 is not on the public internet.*OUTBOUND_PRIVATE_HOSTS/;

describe('an address nearby that is not listed', () => {
  let platform: Platform;
  let server: Server;
  let asked: number;
  let url: string;

  beforeEach(async () => {
    asked = 0;
    server = createServer((_request, response) => {
      asked += 1;
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    platform = new Platform({
      OUTBOUND_PRIVATE_HOSTS: '10.0.0.0/8',
      SLACK_WEBHOOK_URL: `${url}/hook`,
      OPENAI_API_KEY: 'test-key-for-e2e',
      OPENAI_BASE_URL: url,
      OPENAI_MAX_RETRIES: '0',
    });
    platform.patterns('version: 1\npatterns:\n  - { id: sample, match: "Error: sample" }\n');
  });
  afterEach(async () => {
    await platform.dispose();
    server.close();
    await once(server, 'close');
  });

  it('is sent no alert, and the command says what to do', async () => {
    const { code, output } = await platform.cli('alert', 'test');
    expect(output).toMatch(REFUSAL);
    expect(code).not.toBe(0);
    expect(asked).toBe(0);
  });

  it('is asked for no code fix, and the heal says what to do', async () => {
    platform.patterns(`version: 1
sources:
  - { id: app, path: logs/app.log }
patterns:
  - { id: crash, sources: [app], match: '^TypeError: ', mode: auto, action: { type: CODEX_FIX_FILE, filePath: src/cart.js } }
`);
    platform.write('logs/app.log', '');
    await platform.watch({ CODEX_TRIGGER_URL: `${url}/api/codex/suggest-fix` });
    platform.append('logs/app.log', 'TypeError: sample\n');
    const { payload } = await platform.event('heal.failed');
    expect(JSON.stringify(payload)).toMatch(REFUSAL);
    expect(asked).toBe(0);
  });

  it('is asked no question about an error: the rules answer', async () => {
    const { url: api } = await platform.serve();
    const response = await fetch(`${api}/api/ai/summarize-error`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ logSnippet: 'Error: connect ECONNREFUSED 127.0.0.1:5432' }),
    });
    expect(await response.json()).toMatchObject({ source: 'rules' });
    expect(asked).toBe(0);
  });
});
