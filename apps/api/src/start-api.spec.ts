import { afterEach, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TestApi } from '../testing/test-api.js';

describe('startApi', () => {
  let api: TestApi;
  let other: Server | undefined;
  const starting = (environment: Record<string, string>) => {
    api = new TestApi(environment);
    return api.start();
  };

  afterEach(async () => {
    await api.dispose();
    other?.close();
    other = undefined;
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.com'])(
    'refuses to listen on %s without a key',
    async (host) => {
      await expect(starting({ API_HOST: host })).rejects.toThrow(
        'API_KEY is not set: must be set when API_HOST is not a loopback address',
      );
    },
  );

  it('listens beyond loopback with a key', async () => {
    await starting({ API_HOST: '0.0.0.0', API_KEY: 'a-long-key' });
    await api.http.get('/livez').set('Host', 'api:3001').expect(200);
  });

  it.each(['127.0.0.1', 'localhost', '127.0.0.2'])('needs no key on %s', async (host) => {
    await starting({ API_HOST: host });
    await api.http.get('/livez').expect(200);
  });

  it('names every wrong setting at once', async () => {
    const start = starting({ API_PORT: 'http', LOG_FORMAT: 'xml', CODEX_JOB_TIMEOUT_MS: '5' });
    await expect(start).rejects.toThrow(
      /API_PORT=http: must be a whole number from 0 to 65535[^]*LOG_FORMAT=xml: must be text or json[^]*CODEX_JOB_TIMEOUT_MS=5: must be a whole number from 1000/,
    );
  });

  it('says which port is taken, and what to do', async () => {
    other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other?.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(starting({ API_PORT: String(port) })).rejects.toThrow(
      `The API cannot listen on 127.0.0.1, port ${String(port)}: another program does, perhaps another API. Stop it, or set API_PORT to a free port.`,
    );
  });

  it('says that this machine has no such address', async () => {
    await expect(starting({ API_HOST: '192.0.2.1', API_KEY: 'k' })).rejects.toThrow(
      'Correct API_HOST',
    );
  });

  it('says which data folder cannot be used', async () => {
    api = new TestApi();
    writeFileSync(join(api.folder, 'data'), 'a file where a folder should be');
    await expect(api.start()).rejects.toThrow(/The database in .*data cannot be opened/);
  });
});
