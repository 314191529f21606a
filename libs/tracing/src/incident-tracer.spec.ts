import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DetectionRaised, HealReference } from '@app/contracts';
import { newId } from '@app/event-bus';
import { testBus } from '@app/event-bus/testing';
import { Collector } from '../testing/collector.js';
import { IncidentTracer } from './incident-tracer.js';
import { TraceSender } from './trace-sender.js';
import { tracingSettings } from './tracing.settings.js';

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number };
  readonly events: readonly { readonly name: string }[];
}

const BEGIN = Date.UTC(2026, 0, 1);
const action = { type: 'RESTART_SERVICE', service: 'api' };

function detection(lineAt: string): DetectionRaised {
  const record = { source: 's', path: '/s', offset: 0, at: lineAt, text: 'secret line' };
  return {
    key: 'pattern:crash',
    trigger: { kind: 'pattern', id: 'crash' },
    title: 'api crashes',
    severity: 'error',
    occurrences: 1,
    streak: { length: 3, limit: 2 },
    lastSeenAt: lineAt,
    evidence: { records: [record], captures: {}, values: {} },
    plan: {
      mode: 'auto',
      action,
      target: 'api',
      cooldownSeconds: 0,
      verification: { windowSeconds: 1, settleSeconds: 0 },
      loop: { maxHeals: 1, windowSeconds: 1, pauseSeconds: 1, backoffSeconds: 1 },
    },
  };
}

describe('traces of incidents', () => {
  let collector: Collector;
  let parts: ReturnType<typeof testBus>;
  let sender: TraceSender;
  beforeEach(async () => {
    collector = await Collector.start();
    parts = testBus();
  });
  afterEach(async () => {
    await sender.stop();
    await collector.stop();
  });

  const start = (environment: Readonly<Record<string, string>>) => {
    const settings = tracingSettings.resolve(tracingSettings.variables.parse(environment));
    sender = new TraceSender(settings, parts.clock);
    new IncidentTracer(settings, parts.store, parts.bus, sender).onModuleInit();
    parts.bus.on('heal.requested', () => undefined);
    parts.bus.start();
  };

  /** Two heals: the first does not help, the second does. @returns the incident's id */
  const incident = async (): Promise<string> => {
    const { bus, clock } = parts;
    const cause = { correlationId: newId() };
    await clock.advance(1_000);
    await bus.publish('detection.raised', detection(new Date(BEGIN).toISOString()), cause);
    for (const attempt of [1, 2]) {
      const heal: HealReference = {
        healId: `heal-${String(attempt)}`,
        key: 'pattern:crash',
        target: 'api',
        action,
        attempt,
        maxAttempts: 3,
      };
      await bus.publish('heal.requested', { ...heal, requestedBy: 'detection', reason: '' }, cause);
      await clock.advance(100);
      await bus.publish('heal.started', { ...heal, timeoutMs: 1 }, cause);
      await clock.advance(2_000);
      await bus.publish(
        'heal.succeeded',
        { ...heal, durationMs: 1, summary: '', output: '' },
        cause,
      );
      await clock.advance(5_000);
      if (attempt === 1)
        await bus.publish(
          'heal.ineffective',
          { ...heal, reason: 'trigger-fired', message: '' },
          cause,
        );
      else await bus.publish('heal.verified', { ...heal, silentSeconds: 5, downtimeMs: 1 }, cause);
    }
    const ended = { key: 'pattern:crash', target: 'api', title: 't', heals: 2, detections: 1 };
    await bus.publish('incident.resolved', { ...ended, by: 'verified', downtimeMs: 14_200 }, cause);
    return cause.correlationId;
  };

  const spans = (): readonly OtlpSpan[] => {
    const body = collector.received.at(-1)?.body as {
      resourceSpans: { scopeSpans: { spans: OtlpSpan[] }[] }[];
    };
    return body.resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
  };

  it('tell the story from the first line to the proof', async () => {
    start({ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` });
    const id = await incident();
    await collector.got(1);
    expect(collector.received[0]?.path).toBe('/v1/traces');
    const [root, ...rest] = spans();
    expect(root).toMatchObject({
      traceId: id.replaceAll('-', ''),
      name: 'incident',
      startTimeUnixNano: `${String(BEGIN)}000000`,
      endTimeUnixNano: `${String(BEGIN + 15_200)}000000`,
      status: { code: 0 },
    });
    expect(root).not.toHaveProperty('parentSpanId');
    expect(rest.map(({ name, status }) => `${name} ${String(status.code)}`)).toEqual([
      'detect 0',
      'heal 2',
      'act 0',
      'verify 2',
      'heal 0',
      'act 0',
      'verify 0',
    ]);
    const ids = new Set([root, ...rest].map((span) => span?.spanId));
    expect(ids.size).toBe(8);
    for (const { parentSpanId, traceId } of rest) {
      expect(ids).toContain(parentSpanId);
      expect(traceId).toBe(root?.traceId);
    }
  });

  it('hold nothing that a log said', async () => {
    start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await incident();
    await collector.got(1);
    expect(JSON.stringify(collector.received)).not.toContain('secret line');
  });

  it('carry the headers that the collector wants', async () => {
    start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b, x-team=c=d',
    });
    await incident();
    await collector.got(1);
    expect(collector.received[0]?.headers).toMatchObject({ 'x-key': 'a b', 'x-team': 'c=d' });
  });

  it('are tried three times, and are no reason to stop', async () => {
    start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    collector.refusals = [503, 503, 503];
    await incident();
    while (collector.received.length < 3) await parts.clock.advance(1_000);
    await incident();
    await collector.got(4);
    expect(spans()).toHaveLength(8);
  });

  it('are not made without a collector', async () => {
    start({});
    await incident();
    await sender.stop();
    expect(collector.received).toEqual([]);
  });
});
