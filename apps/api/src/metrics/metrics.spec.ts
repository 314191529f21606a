import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HealReference } from '@app/contracts';
import { EventBus } from '@app/event-bus';
import { TestApi } from '../../testing/test-api.js';

const heal: HealReference = {
  healId: 'h1',
  key: 'k',
  target: 'api',
  action: { type: 'RESTART_SERVICE', service: 'api' },
  attempt: 1,
  maxAttempts: 3,
};

describe('GET /metrics', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await new TestApi().start();
  });
  afterEach(() => api.dispose());

  const scrape = async () => (await api.http.get('/metrics').expect(200)).text;

  it('is empty of counts, and silent about a watchdog that never ran, on a new data folder', async () => {
    const text = await scrape();
    expect(text).toMatch(/^autoheal_incidents_open 0$/m);
    expect(text).toMatch(/^autoheal_heal_loops_open 0$/m);
    expect(text).not.toMatch(/^autoheal_watchdog_last_tick_age_seconds/m);
    expect(text).not.toMatch(/^autoheal_heals_total/m);
  });

  it('counts what is in the store, once, however often it is scraped', async () => {
    const bus = api.app.get(EventBus);
    await bus.publish('heal.succeeded', { ...heal, durationMs: 1, summary: '', output: '' });
    await bus.publish('heal.succeeded', { ...heal, durationMs: 1, summary: '', output: '' });
    await bus.publish('heal.verified', { ...heal, silentSeconds: 1, downtimeMs: 1 });
    await Promise.all([scrape(), scrape()]);
    const text = await scrape();
    expect(text).toContain('autoheal_heals_total{action="RESTART_SERVICE",outcome="succeeded"} 2');
    expect(text).toContain('autoheal_heals_total{action="RESTART_SERVICE",outcome="verified"} 1');
    await bus.publish('heal.verified', { ...heal, silentSeconds: 1, downtimeMs: 1 });
    expect(await scrape()).toContain(
      'autoheal_heals_total{action="RESTART_SERVICE",outcome="verified"} 2',
    );
  });

  it('measures requests by route pattern, so that ids make no labels', async () => {
    await api.http.get('/api/codex/jobs/one');
    await api.http.get('/api/codex/jobs/two');
    await api.http.get('/nowhere/1');
    const text = await scrape();
    expect(text).toContain(
      'autoheal_http_request_duration_seconds_count{method="GET",route="/api/codex/jobs/:id",status="404"} 2',
    );
    expect(text).toContain(
      'autoheal_http_request_duration_seconds_count{method="GET",route="unmatched",status="404"} 1',
    );
    expect(text).not.toContain('nowhere');
  });

  it('names everything autoheal_', async () => {
    const names = [...(await scrape()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(name).toMatch(/^autoheal_/);
  });
});
