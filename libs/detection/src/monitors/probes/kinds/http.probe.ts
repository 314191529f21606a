import { guardedLookup } from '@app/outbound';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { resolve as resolvePath } from 'node:path';
import { z } from 'zod';
import { probeFields } from '../probe-fields.js';
import { certificateDays } from './certificate.js';
import { containsSchema, jsonSchema, matchesSchema, textProblem } from './expect-text.js';
import type { AnswerProblem, ProbeAnswer, ProbeKind, ProbeTools } from './probe-kind.js';

const MOST_BODY_BYTES = 64 * 1024;

const STATUS_RULE = 'must be a status code from 100 to 599, or a range such as "2xx"';
const statusSchema = z.union(
  [z.int().min(100, STATUS_RULE).max(599, STATUS_RULE), z.string().regex(/^[1-5]xx$/, STATUS_RULE)],
  { error: STATUS_RULE },
);

const fields = z.strictObject({
  ...probeFields,
  type: z.literal('http'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .refine((url) => URL.parse(url)?.username === '' && URL.parse(url)?.password === '', {
      error: 'must not hold a user name or password: the pattern file is no place for secrets',
    })
    .meta({ description: 'Asked with GET. Redirects are not followed: they are answers.' }),
  expectStatus: z.array(statusSchema).min(1).max(50).default(['2xx']),
  expectBody: containsSchema.optional().meta({
    description: 'Text that the first 64 KiB of the body must contain.',
  }),
  expectBodyMatches: matchesSchema.optional().meta({
    description: 'Regular expression (RE2) that must match in the first 64 KiB of the body.',
  }),
  expectJson: jsonSchema.optional().meta({
    description: 'What must stand at which path of a JSON body of at most 64 KiB.',
  }),
  minCertificateDays: z.int().min(1).max(3_650).optional().meta({
    description: "The server's certificate must be valid for so many days more.",
  }),
  caFile: z.string().min(1).optional().meta({
    description:
      'PEM file of the authority that signed the certificate, where it is not a public one.',
  }),
});

const schema = fields.refine(
  ({ url, minCertificateDays, caFile }) =>
    url.startsWith('https:') || (minCertificateDays ?? caFile) === undefined,
  { path: ['url'], error: 'must begin with https: where a certificate is expected' },
);

type HttpProbeSpec = z.output<typeof schema>;

/** Good when status and body are as expected. Latency runs to the end of the body or its first 64 KiB. */
export const httpProbe = {
  type: 'http',
  schema,
  target: (spec: HttpProbeSpec) => spec.url,
  async ask(spec: HttpProbeSpec, signal: AbortSignal, tools: ProbeTools): Promise<ProbeAnswer> {
    const response = await request(spec, signal, tools);
    const http = response.statusCode ?? 0;
    const days = certificateDays(response, Date.now());
    const body = await readStart(response);
    const problem = problemOf(spec, http, days, body.toString('utf8'));
    const facts = { http, ...(days === undefined ? {} : { certificateDays: days }) };
    return { facts, ...(problem && { problem }) };
  },
} as const satisfies ProbeKind<typeof schema>;

/** Over a connection of its own: a kept one may belong to a process that has since been restarted. */
async function request(
  { url, caFile }: HttpProbeSpec,
  signal: AbortSignal,
  { projectRoot, outbound }: ProbeTools,
): Promise<IncomingMessage> {
  const get = url.startsWith('https:') ? getHttps : getHttp;
  const ca = caFile === undefined ? {} : { ca: await readFile(resolvePath(projectRoot, caFile)) };
  const headers = { 'user-agent': 'zion-autoheal-probe' };
  const lookup = guardedLookup(outbound.asking(new URL(url).hostname));
  return new Promise((resolve, reject) => {
    get(url, { agent: false, signal, headers, lookup, ...ca }, resolve).on('error', reject);
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

function problemOf(
  spec: HttpProbeSpec,
  http: number,
  days: number | undefined,
  text: string,
): { readonly reason: AnswerProblem; readonly detail: string } | undefined {
  const { expectStatus, expectBody, expectBodyMatches, expectJson, minCertificateDays } = spec;
  if (!isExpected(http, expectStatus)) {
    const detail = `answered ${String(http)}, expected ${expectStatus.join(', ')}`;
    return { reason: 'status', detail };
  }
  const expected = { contains: expectBody, matches: expectBodyMatches, json: expectJson };
  const detail = textProblem('the body', text, expected);
  if (detail !== undefined) return { reason: 'body', detail };
  if (minCertificateDays === undefined || days === undefined || days >= minCertificateDays)
    return undefined;
  const left = `its certificate is valid for ${String(days)} days more`;
  return { reason: 'certificate', detail: `${left}, expected ${String(minCertificateDays)}` };
}
