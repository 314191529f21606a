import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { type Fate, KeyedReceiver } from './harness/keyed-receiver.js';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(300_000);

/** What becomes of the first requests of each life of the watchdog: an outage, and at a moment of it the life ends. */
const LIVES: readonly (readonly Fate[])[] = [
  ['before-answering'],
  [500, 'taken', 'after-answering'],
  [429, 'before-taking'],
  ['after-answering'],
  [500, 429, 'before-answering'],
  ['taken', 'before-taking'],
];
/** Each life has trouble of its own, so that no incident waits for another. */
const SERVICES = LIVES.map((_fates, life) => `service-${String(life)}`);

const patterns = `
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
${SERVICES.map(
  (name) => `  - id: ${name}-broken
    sources: [app]
    match: 'ERROR ${name}'
    target: ${name}
    action: { type: RUN_COMMAND, command: ${JSON.stringify([process.execPath, '-e', '0'])} }
    verification: { windowSeconds: 1, settleSeconds: 0 }
`,
).join('')}`;

interface Owed {
  readonly id: string;
  readonly incidentId: string;
  readonly status: string;
}

describe('alerts of a watchdog that is killed again and again, in an outage', () => {
  let platform: Platform;
  let receiver: KeyedReceiver;
  beforeEach(async () => {
    receiver = await KeyedReceiver.start();
    platform = new Platform({ ALERT_WEBHOOK_URL: receiver.url });
    platform.patterns(patterns);
  });
  afterEach(async () => {
    await platform.dispose();
    await receiver.stop();
  });

  /** What is on record for the webhook, in the order in which it is owed. */
  const owed = (): Owed[] => {
    const database = new DatabaseSync(platform.path('data', 'autoheal.db'), {
      readOnly: true,
      timeout: 5_000,
    });
    try {
      const rows = database
        .prepare("select * from deliveries where channel = 'webhook' order by sequence")
        .all();
      return rows
        .map((row) => ({
          id: String(row['id']),
          incidentId: String(row['incident_id']),
          status: String(row['status']),
        }))
        .filter(({ status }) => status !== 'suppressed');
    } finally {
      database.close();
    }
  };

  const liveAndDie = async (life: number, fates: readonly Fate[]): Promise<void> => {
    const watchdog = await platform.watch();
    receiver.kill = () => {
      watchdog.signal('SIGKILL');
    };
    receiver.fates = [...fates];
    platform.append('logs/app.log', `ERROR service-${String(life)}\n`);
    await watchdog.exited;
    receiver.fates = [];
  };

  it('lose none and keep the order of each incident; a repeat has the same key, and says that it may be one', async () => {
    for (const [life, fates] of LIVES.entries()) await liveAndDie(life, fates);
    await platform.watch();
    await platform.event('incident.resolved', { count: SERVICES.length, withinMs: 120_000 });
    await until(
      'all that is owed',
      () =>
        (platform.named('alert.resolved').length >= platform.named('incident.resolved').length &&
          owed().every(({ status }) => status === 'delivered')) ||
        undefined,
      { withinMs: 120_000, describe: () => JSON.stringify(owed()) + platform.story() },
    );
    const due = owed();
    expect(receiver.kept.map(({ key }) => key).sort()).toEqual(due.map(({ id }) => id).sort());
    for (const incident of new Set(due.map(({ incidentId }) => incidentId)))
      expect(
        receiver.kept.filter(({ incidentId }) => incidentId === incident).map(({ key }) => key),
      ).toEqual(due.filter(({ incidentId }) => incidentId === incident).map(({ id }) => id));
    const repeats = receiver.taken.filter((message) => !receiver.kept.includes(message));
    expect(repeats.length).toBeLessThanOrEqual(
      LIVES.filter((fates) => fates.at(-1) !== 'before-taking').length,
    );
    for (const { note } of repeats) expect(note).toContain('may be a repeat');
  });
});
