import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HealReference } from '@app/contracts';
import { testBus } from '@app/event-bus/testing';
import { type Redactor, SecretRedactor } from '@app/redaction';
import { platformSettings } from '@app/settings';
import { Logger } from '@nestjs/common';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from './audit-log.js';
import { auditSettings } from './audit.settings.js';

type Line = Record<string, unknown>;

const reference: HealReference = {
  healId: 'heal-1',
  key: 'api-crash',
  target: 'api',
  action: { type: 'RESTART_SERVICE', service: 'api' },
  attempt: 1,
  maxAttempts: 3,
};

describe('AuditLog', () => {
  let folder: string;
  let logDir: string;
  let parts: ReturnType<typeof testBus>;
  let audit: AuditLog;
  let beforeRedacting: (text: string) => Promise<void>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-audit-'));
    logDir = join(folder, 'logs');
    parts = testBus();
    const settings = platformSettings.resolve({
      AUTOHEAL_PROJECT_ROOT: folder,
      AUTOHEAL_DATA_DIR: folder,
      WATCHDOG_LOG_PATH: logDir,
      ERROR_PATTERNS_CONFIG: join(folder, 'x.yaml'),
      WATCHDOG_DEV_MODE: false,
    });
    const secrets = new SecretRedactor(['known-value-42']);
    const redactor: Redactor = {
      redact: async (text) => {
        await beforeRedacting(text);
        return secrets.redact(text);
      },
    };
    beforeRedacting = () => Promise.resolve();
    const limits = auditSettings.resolve(auditSettings.variables.parse({}));
    audit = new AuditLog(parts.bus, redactor, parts.clock, settings, limits);
    audit.onModuleInit();
    parts.bus.on('heal.requested', () => undefined);
    parts.bus.start();
  });
  afterEach(async () => {
    await audit.onApplicationShutdown();
    rmSync(folder, { recursive: true, force: true });
  });

  const path = () => join(logDir, 'self-heal.log');
  const text = () => readFileSync(path(), 'utf8');
  const lines = () =>
    text()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);

  it('has written the line, readable by the owner only, when the event counts as delivered', async () => {
    const event = await parts.bus.publish('heal.succeeded', {
      ...reference,
      durationMs: 12,
      summary: 'restarted',
      output: 'ok',
    });
    expect(lines()).toEqual([
      {
        at: event.occurredAt,
        event: 'heal.succeeded',
        incident: event.correlationId,
        id: event.id,
        cause: null,
        host: event.host,
        outcome: 'succeeded',
        healId: 'heal-1',
        key: 'api-crash',
        target: 'api',
        action: 'RESTART_SERVICE',
        parameters: { service: 'api' },
        attempt: 1,
        maxAttempts: 3,
        durationMs: 12,
        summary: 'restarted',
        output: 'ok',
      },
    ]);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('names the event that led to this one, and their incident', async () => {
    const cause = await parts.bus.publish('watchdog.started', { pid: 1, version: '1' });
    await parts.bus.publish('watchdog.stopped', { pid: 1, version: '1' }, cause);
    expect(lines()[1]).toMatchObject({ cause: cause.id, incident: cause.correlationId });
  });

  it('writes requests too, which have a handler of their own', async () => {
    await parts.bus.publish('heal.requested', {
      ...reference,
      requestedBy: 'cli:alice',
      reason: 'by hand',
    });
    expect(lines()).toMatchObject([{ event: 'heal.requested', requestedBy: 'cli:alice' }]);
  });

  it('keeps the order of events that come together, however long each takes to mask', async () => {
    beforeRedacting = async (text) => {
      if (text.includes('slow')) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const versions = ['slow', 'a', 'slow too', 'b'];
    await Promise.all(
      versions.map((version) => parts.bus.publish('watchdog.started', { pid: 1, version })),
    );
    expect(lines().map(({ version }) => version)).toEqual(versions);
  });

  it('keeps what was said to the model and what it answered, without the secrets in it', async () => {
    await parts.bus.publish('repair.finished', {
      jobId: 'job-1',
      filePath: 'src/a.ts',
      route: null,
      outcome: 'kept',
      message: 'the tests pass',
      diff: '-a\n+b\n',
      durationMs: 5,
      exchanges: [
        {
          model: 'm',
          prompt: 'fix it\npassword=hunter2hunter2\nkey known-value-42',
          answer: 'Authorization: Bearer abcdefghijkl0123456789',
          inputTokens: 10,
          outputTokens: 20,
        },
      ],
      requestedBy: 'cli:alice',
    });
    const [line] = lines();
    expect(line).toMatchObject({
      outcome: 'kept',
      exchanges: [{ prompt: expect.stringContaining('fix it'), inputTokens: 10 }],
    });
    expect(text()).not.toMatch(/hunter2|known-value|abcdefghijkl/);
  });

  it('masks parameters that are secrets by their name', async () => {
    const action = {
      type: 'RUN_COMMAND',
      args: ['deploy', '--api-token', 'plain-word', 'rest'],
      env: { DB_PASSWORD: 'plain-word', REGION: 'eu' },
    };
    await parts.bus.publish('heal.started', { ...reference, action, timeoutMs: 1 });
    expect(lines()[0]?.['parameters']).toEqual({
      args: ['deploy', '--api-token', '[redacted]', 'rest'],
      env: { DB_PASSWORD: '[redacted]', REGION: 'eu' },
    });
  });

  it('says once that it cannot write, lets events flow on, and counts what is missing', async () => {
    const logged: string[] = [];
    Logger.overrideLogger({
      log: () => undefined,
      warn: () => undefined,
      error: ({ msg }: { msg: string }) => void logged.push(msg),
    });
    writeFileSync(logDir, 'a file where the folder should be');
    const handled: string[] = [];
    parts.bus.on('watchdog.stopped', ({ id }) => void handled.push(id));
    const payload = { pid: 1, version: '1' };
    await parts.bus.publish('watchdog.stopped', payload);
    const second = await parts.bus.publish('watchdog.stopped', payload);
    Logger.overrideLogger(['log', 'warn', 'error']);
    expect(handled).toHaveLength(2);
    expect(parts.store.delivered.has(second.id)).toBe(true);
    expect(logged).toEqual([expect.stringContaining('Check that its folder is writable')]);

    rmSync(logDir);
    await parts.bus.publish('watchdog.started', payload);
    expect(lines()).toMatchObject([
      { event: 'audit.gap', missedLines: 2 },
      { event: 'watchdog.started' },
    ]);
  });
});
