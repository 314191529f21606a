import { defineSettings, httpUrl } from '@app/settings';
import { z } from 'zod';

const HEADERS_RULE = 'must be name=value pairs, percent-encoded, separated by commas';

/** Where traces go; names as OpenTelemetry has them. */
export const tracingSettings = defineSettings(
  'tracing',
  z.object({
    OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl().optional().meta({
      description:
        'OpenTelemetry collector (OTLP over HTTP, JSON) that gets a trace of each incident, for instance http://127.0.0.1:4318.',
      feature: 'Traces',
    }),
    OTEL_EXPORTER_OTLP_HEADERS: z
      .string()
      .regex(/^[^=,]+=[^,]*(?:,[^=,]+=[^,]*)*$/, HEADERS_RULE)
      .refine(isDecodable, HEADERS_RULE)
      .optional()
      .meta({
        description: 'Headers for the collector: name=value pairs, separated by commas.',
        secret: true,
      }),
    OTEL_SERVICE_NAME: z
      .string()
      .default('zion-autoheal')
      .meta({ description: 'Name under which traces are filed.' }),
  }),
  (env) => ({
    tracesUrl:
      env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? undefined
        : `${env.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '')}/v1/traces`,
    headers: headersOf(env.OTEL_EXPORTER_OTLP_HEADERS),
    serviceName: env.OTEL_SERVICE_NAME,
  }),
);

export type TracingSettings = ReturnType<typeof tracingSettings.resolve>;

function headersOf(text = ''): Readonly<Record<string, string>> {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), decodeURIComponent(value.join('=').trim())];
    }),
  );
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
