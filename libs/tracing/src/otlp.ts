import type { AttributeValue, Span } from './span.js';

const INTERNAL = 1;
const ERROR = 2;
const UNSET = 0;

export interface TraceSource {
  readonly service: string;
  readonly version: string;
  readonly host: string;
}

/**
 * Spans of one incident as a request of the OpenTelemetry protocol, in its JSON form.
 *
 * @param incidentId a UUID: without its dashes it is the id of the trace
 * @see https://opentelemetry.io/docs/specs/otlp/
 */
export function toOtlp(incidentId: string, spans: readonly Span[], source: TraceSource): object {
  const traceId = incidentId.replaceAll('-', '').slice(0, 32).padStart(32, '0');
  return {
    resourceSpans: [
      {
        resource: {
          attributes: attributes({
            'service.name': source.service,
            'service.version': source.version,
            'host.name': source.host,
          }),
        },
        scopeSpans: [
          {
            scope: { name: 'zion-autoheal', version: source.version },
            spans: spans.map((span) => toOtlpSpan(traceId, span)),
          },
        ],
      },
    ],
  };
}

function toOtlpSpan(traceId: string, span: Span): object {
  return {
    traceId,
    spanId: span.id,
    ...(span.parentId === null ? {} : { parentSpanId: span.parentId }),
    name: span.name,
    kind: INTERNAL,
    startTimeUnixNano: nanoseconds(span.startMs),
    endTimeUnixNano: nanoseconds(Math.max(span.startMs, span.endMs)),
    attributes: attributes(span.attributes),
    events: span.events.map(({ name, atMs }) => ({ name, timeUnixNano: nanoseconds(atMs) })),
    status: { code: span.failed ? ERROR : UNSET },
  };
}

/** As text: more digits than a number of JSON can hold. */
function nanoseconds(ms: number): string {
  return (BigInt(Math.round(ms)) * 1_000_000n).toString();
}

function attributes(values: Readonly<Record<string, AttributeValue>>): readonly object[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: toValue(value) }));
}

function toValue(value: AttributeValue): object {
  if (typeof value === 'string') return { stringValue: value };
  return typeof value === 'number' ? { doubleValue: value } : { boolValue: value };
}
