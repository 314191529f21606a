import { type IncomingMessage, get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { z } from 'zod';
import { probeFields } from '../probe-fields.js';
import type { ProbeAnswer, ProbeKind } from './probe-kind.js';

const MOST_BODY_BYTES = 64 * 1024;

const STATUS_RULE = 'must be a status code from 100 to 599, or a range such as "2xx"';
const statusSchema = z.union(
  [z.int().min(100, STATUS_RULE).max(599, STATUS_RULE), z.string().regex(/^[1-5]xx$/, STATUS_RULE)],
  { error: STATUS_RULE },
);

const schema = z.strictObject({
  ...probeFields,
  type: z.literal('http'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .refine((url) => URL.parse(url)?.username === '' && URL.parse(url)?.password === '', {
      error: 'must not hold a user name or password: the pattern file is no place for secrets',
    })
    .meta({ description: 'Asked with GET. Redirects are not followed: they are answers.' }),
  expectStatus: z.array(statusSchema).min(1).max(50).default(['2xx']),
  expectBody: z.string().min(1).max(1_000).optional().meta({
    description: 'Text that the first 64 KiB of the body must contain.',
  }),
});

type HttpProbeSpec = z.output<typeof schema>;

/** Good when status and body are as expected. Latency runs to the end of the body or its first 64 KiB. */
export const httpProbe = {
  type: 'http',
  schema,
  async ask(spec: HttpProbeSpec, signal: AbortSignal): Promise<ProbeAnswer> {
    const response = await request(spec.url, signal);
    const body = await readStart(response);
    const http = response.statusCode ?? 0;
    if (!isExpected(http, spec.expectStatus)) {
      const expected = spec.expectStatus.join(', ');
      return problem(http, 'status', `answered ${String(http)}, expected ${expected}`);
    }
    if (spec.expectBody !== undefined && !body.includes(spec.expectBody))
      return problem(http, 'body', `the body does not contain "${spec.expectBody}"`);
    return { facts: { http } };
  },
} as const satisfies ProbeKind<typeof schema>;

/** Over a connection of its own: a kept one may belong to a process that has since been restarted. */
function request(url: string, signal: AbortSignal): Promise<IncomingMessage> {
  const get = url.startsWith('https:') ? getHttps : getHttp;
  return new Promise((resolve, reject) => {
    get(
      url,
      { agent: false, signal, headers: { 'user-agent': 'zion-autoheal-probe' } },
      resolve,
    ).on('error', reject);
  });
}

async function readStart(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (length >= MOST_BODY_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, MOST_BODY_BYTES);
}

function isExpected(status: number, expected: HttpProbeSpec['expectStatus']): boolean {
  return expected.some((code) =>
    typeof code === 'number' ? code === status : String(status).startsWith(code.slice(0, 1)),
  );
}

function problem(http: number, reason: 'status' | 'body', detail: string): ProbeAnswer {
  return { facts: { http }, problem: { reason, detail } };
}
