import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Collector } from '@app/tracing/testing';
import { Platform } from './harness/platform.js';

describe('a trace of a real incident', () => {
  let collector: Collector;
  let platform: Platform;
  beforeEach(async () => {
    collector = await Collector.start();
    platform = new Platform({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  });
  afterEach(async () => {
    await platform.dispose();
    await collector.stop();
  });

  it('reaches the collector when the heal is proven', async () => {
    platform.write('logs/app.log', '');
    platform.patterns(`version: 1
sources:
  - { id: app, type: file, path: ${platform.path('logs', 'app.log')} }
patterns:
  - id: crash
    match: CRASH
    mode: auto
    action: { type: RUN_COMMAND, command: ['true'] }
    verification: { windowSeconds: 1, settleSeconds: 0 }
`);
    await platform.watch();
    platform.append('logs/app.log', 'CRASH\n');
    const { correlationId } = await platform.event('incident.resolved');
    await collector.got(1);
    const text = JSON.stringify(collector.received[0]?.body);
    expect(text).toContain(correlationId.replaceAll('-', ''));
    for (const name of ['incident', 'detect', 'heal', 'act', 'verify'])
      expect(text).toContain(`"name":"${name}"`);
  });
});
