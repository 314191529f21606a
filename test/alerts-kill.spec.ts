import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { KeyedReceiver, type Moment } from './harness/keyed-receiver.js';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(180_000);

/** Each life of the watchdog ends at such a moment of one of its first requests. */
const DEATHS: readonly Moment[] = [
  'before-answering',
  'after-answering',
  'before-taking',
  'after-answering',
  'before-answering',
  'before-taking',
];
/** Each life has trouble of its own, so that no incident waits for another. */
const SERVICES = DEATHS.map((_death, life) => `service-${String(life)}`);

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

describe('alerts of a watchdog that is killed again and again', () => {
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

  const liveAndDie = async (life: number, death: Moment): Promise<void> => {
    const watchdog = await platform.watch();
    const requests = 1 + Math.floor(Math.random() * 2);
    let seen = 0;
    receiver.kill = () => {
      watchdog.signal('SIGKILL');
    };
    receiver.moment = () => (++seen === requests ? death : 'not');
    platform.append('logs/app.log', `ERROR service-${String(life)}\n`);
    await watchdog.exited;
    receiver.moment = () => 'not';
  };

  it('lose none and keep the order of each incident; a repeat has the same key, and says that it may be one', async () => {
    for (const [life, death] of DEATHS.entries()) await liveAndDie(life, death);
    await platform.watch();
    await platform.event('incident.resolved', { count: SERVICES.length, withinMs: 60_000 });
    await until(
      'all that is owed',
      () =>
        (platform.named('alert.resolved').length >= platform.named('incident.resolved').length &&
          owed().every(({ status }) => status === 'delivered')) ||
        undefined,
      { withinMs: 60_000, describe: () => JSON.stringify(owed()) + platform.story() },
    );
    const due = owed();
    expect(receiver.kept.map(({ key }) => key).sort()).toEqual(due.map(({ id }) => id).sort());
    for (const incident of new Set(due.map(({ incidentId }) => incidentId)))
      expect(
        receiver.kept.filter(({ incidentId }) => incidentId === incident).map(({ key }) => key),
      ).toEqual(due.filter(({ incidentId }) => incidentId === incident).map(({ id }) => id));
    const repeats = receiver.taken.filter((message) => !receiver.kept.includes(message));
    expect(repeats.length).toBeLessThanOrEqual(
      DEATHS.filter((death) => death !== 'before-taking').length,
    );
    for (const { note } of repeats) expect(note).toContain('may be a repeat');
  });
});
