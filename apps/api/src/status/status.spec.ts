import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LOOP_GUARD_STORE, type LoopGuardStore } from '@app/healing';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

describe('GET /api/status', () => {
  let api: TestApi;
  let platform: ToldPlatform;
  beforeEach(async () => {
    api = await new TestApi().start();
    platform = new ToldPlatform(api);
  });
  afterEach(() => api.dispose());
  const status = async () => (await api.http.get('/api/status').expect(200)).body;

  it('says that the watchdog never ran', async () => {
    expect(await status()).toMatchObject({
      verdict: { level: 'attention', sentence: 'The watchdog has never run here.' },
      watchdog: { liveness: 'never-started', features: [], problems: [], sources: [] },
      needsYou: [{ kind: 'watchdog' }],
      counts: { openIncidents: 0, healsToday: 0, openLoops: 0, suppressedLines: 0 },
    });
  });

  it('is well when the watchdog runs and nothing is open', async () => {
    await platform.watchdog();
    expect(await status()).toMatchObject({
      verdict: { level: 'ok', sentence: 'All is well.' },
      watchdog: { liveness: 'running', pid: 7, devMode: false, features: [{ on: false }] },
      needsYou: [],
    });
  });

  it('asks for a look at an incident that nothing heals', async () => {
    await platform.watchdog();
    const incidentId = await platform.detect();
    expect(await status()).toMatchObject({
      verdict: { level: 'attention', sentence: 'api: api crashes.' },
      needsYou: [{ kind: 'incident', incidentId, detail: 'Nothing heals this by itself.' }],
      counts: { openIncidents: 1 },
    });
  });

  it('needs nobody while a heal is under way', async () => {
    await platform.watchdog();
    await platform.heal(await platform.detect(), { status: 'running' });
    expect(await status()).toMatchObject({
      verdict: { level: 'healing', sentence: 'Being healed: api. No action needed.' },
      needsYou: [],
      counts: { healsToday: 1 },
    });
  });

  it('asks for an approval', async () => {
    await platform.watchdog();
    const { id } = await platform.heal(await platform.detect(), { status: 'awaiting-approval' });
    expect(await status()).toMatchObject({
      verdict: { level: 'attention' },
      needsYou: [{ kind: 'approval', healId: id }],
    });
  });

  it('is critical when a loop has opened, and names the loop', async () => {
    await platform.watchdog();
    const incidentId = await platform.detect();
    await platform.heal(incidentId, { status: 'ineffective' });
    const key = 'pattern:api-crash';
    await api.app.get<LoopGuardStore>(LOOP_GUARD_STORE, { strict: false }).save(
      { key, target: 'api', actionType: 'RESTART_SERVICE' },
      {
        phase: 'open',
        heals: [Date.now()],
        failures: 3,
        notBefore: Date.now() + 60_000,
        pauses: 1,
        suppressed: 4,
        verifiedAt: 0,
      },
    );
    expect(await status()).toMatchObject({
      verdict: { level: 'critical' },
      needsYou: [{ kind: 'loop', loopKey: key }],
      counts: { openLoops: 1 },
    });
    const { body } = await api.http.get('/api/loops').expect(200);
    expect(body).toMatchObject({
      items: [{ key, state: 'open', heals: 1, maxHeals: 3, windowSeconds: 3_600, suppressed: 4 }],
    });
    const services = await api.http.get('/api/services').expect(200);
    expect(services.body).toMatchObject({
      items: [{ name: 'api', health: 'failing', automation: 'loop-open', openIncidents: 1 }],
    });
  });

  it('tells of problems of the pattern file', async () => {
    await platform.watchdog({ problems: ['3:1 patterns[0]: no'] });
    expect(await status()).toMatchObject({
      verdict: { level: 'attention' },
      needsYou: [{ kind: 'config', detail: '3:1 patterns[0]: no' }],
    });
  });
});
