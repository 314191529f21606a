import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HealReference } from '@app/contracts';
import { MEASUREMENT_STORE, type MeasurementStore } from '@app/detection';
import { EventBus } from '@app/event-bus';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

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

  it('tells whether the watchdog is alive', async () => {
    expect(await scrape()).toMatch(/^autoheal_watchdog_up 0$/m);
    await new ToldPlatform(api).watchdog();
    const text = await scrape();
    expect(text).toMatch(/^autoheal_watchdog_up 1$/m);
    expect(text).toMatch(/^autoheal_watchdog_last_tick_age_seconds \d/m);
  });

  it('tells what probes and resources were measured last, in base units', async () => {
    const store = api.app.get<MeasurementStore>(MEASUREMENT_STORE, { strict: false });
    const at = Date.now();
    const well = { at, ok: true, message: '' };
    await store.record([
      { ...well, name: 'cpu', value: 25 },
      { ...well, name: 'load', value: 3 },
      { ...well, name: 'service-memory:api', value: 1_024 },
      { ...well, name: 'probe:home', value: 1_500 },
      { name: 'probe:down', at, value: null, ok: false, message: 'refused' },
    ]);
    const text = await scrape();
    for (const line of [
      'autoheal_resource_used_ratio{resource="cpu"} 0.25',
      'autoheal_service_memory_bytes{service="api"} 1024',
      'autoheal_probe_latency_seconds{probe="home"} 1.5',
      'autoheal_probe_up{probe="home"} 1',
      'autoheal_probe_up{probe="down"} 0',
    ])
      expect(text).toContain(line);
    expect(text).not.toContain('resource="load"');
  });

  it('counts alerts, their deliveries and heals that wait', async () => {
    const platform = new ToldPlatform(api);
    const incidentId = await platform.detect();
    await platform.heal(incidentId, { status: 'awaiting-approval' });
    await platform.alert(incidentId, ['slack']);
    const text = await scrape();
    expect(text).toContain('autoheal_alert_deliveries{channel="slack",status="pending"} 1');
    expect(text).toContain('autoheal_heals_unfinished{status="awaiting-approval"} 1');
    expect(text).toContain('autoheal_heals_unfinished{status="running"} 0');
    expect(text).toMatch(/^autoheal_incidents_open 1$/m);
  });

  it('names everything autoheal_', async () => {
    const names = [...(await scrape()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(name).toMatch(/^autoheal_/);
  });
});
