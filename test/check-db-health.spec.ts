import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebhookReceiver } from '@app/alerting/testing';
import { PostgresServer, TcpStub } from '@app/healing/testing';
import { bothToldOf } from './harness/alert-texts.js';
import { Platform } from './harness/platform.js';

jest.setTimeout(120_000);

const patterns = (action: string): string => `
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: no-database
    title: the app cannot reach its database
    sources: [app]
    match: 'ERROR no answer from the database'
    target: database
    action: ${action}
    verification: { windowSeconds: 1, settleSeconds: 0 }
`;

describe('CHECK_DB_HEALTH, from a line to an answer', () => {
  let platform: Platform;
  let receiver: WebhookReceiver;
  let stop: () => Promise<void>;
  beforeEach(async () => {
    stop = () => Promise.resolve();
    receiver = await WebhookReceiver.start();
    platform = new Platform(receiver.variables);
  });
  afterEach(async () => {
    await platform.dispose();
    await receiver.stop();
    await stop();
  });
  const complain = () => {
    platform.append('logs/app.log', 'ERROR no answer from the database\n');
  };
  const isFineAndThenNot = async (name: string) => {
    complain();
    const succeeded = await platform.event('heal.succeeded');
    expect(succeeded.payload.summary).toContain(name);
    await platform.event('heal.verified');
    await bothToldOf(receiver, 'database recovered in');
    await stop();
    complain();
    const failed = await platform.event('heal.failed');
    expect(failed.payload).toMatchObject({ reason: 'unhealthy', retryable: true });
    await bothToldOf(receiver, 'refuses connections');
  };

  (PostgresServer.isInstalled ? it : it.skip)(
    'asks a real PostgreSQL, and says when it is gone',
    async () => {
      const server = await PostgresServer.start({});
      stop = () => server.stop();
      platform.patterns(patterns('{ type: CHECK_DB_HEALTH }'));
      const url = `postgres://admin:letmein99@127.0.0.1:${String(server.port)}/postgres`;
      await platform.watch({ DATABASE_URL: url });
      await isFineAndThenNot(`postgres at 127.0.0.1:${String(server.port)}`);
      expect(platform.story()).not.toContain('letmein99');
    },
  );

  it('asks whether anything listens on a port, and says when nothing does', async () => {
    const stub = new TcpStub(() => undefined);
    stop = () => stub.stop();
    const port = String(await stub.start());
    platform.patterns(patterns(`{ type: CHECK_DB_HEALTH, engine: tcp, port: ${port} }`));
    await platform.watch();
    await isFineAndThenNot(`tcp at 127.0.0.1:${port} accepts connections`);
  });

  it('fails clearly where no database is named', async () => {
    platform.patterns(patterns('{ type: CHECK_DB_HEALTH }'));
    await platform.watch({ DATABASE_URL: '' });
    complain();
    const failed = await platform.event('heal.failed');
    expect(failed.payload).toMatchObject({ reason: 'invalid-parameters' });
    await bothToldOf(receiver, 'Set DATABASE_URL');
  });

  it('runs a script in its place', async () => {
    const script = JSON.stringify([
      process.execPath,
      '-e',
      "console.log('lag 900 s'); process.exit(1)",
    ]);
    platform.patterns(patterns(`{ type: CHECK_DB_HEALTH, script: ${script} }`));
    await platform.watch();
    complain();
    const failed = await platform.event('heal.failed');
    expect(failed.payload).toMatchObject({ reason: 'unhealthy', output: 'lag 900 s\n' });
  });
});
