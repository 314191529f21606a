import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { referenceOf } from '@app/healing';
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiDocument, type OpenApiDocument, type Operation } from '../../testing/api-document.js';
import { arbitraryRequest, type GeneratedRequest } from '../../testing/arbitrary-request.js';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

const RUNS = 60;
/** It says by a 503 that it lacks something: that is an answer, no accident. */
const MAY_LACK = new Set(['suggestFix']);
/** A stream has no end: see the specs of its own. */
const STREAMS = new Set(['streamEvents', 'streamJob']);

const patterns = `version: 1
probes:
  - { id: home, type: http, url: 'http://127.0.0.1:1/health', cron: '* * * * *' }
patterns:
  - { id: api-crash, match: ERROR, action: { type: RESTART_SERVICE, service: api } }
`;

describe('every route, whatever it is asked', () => {
  const api = new TestApi({ API_RATE_LIMIT_PER_MINUTE: '1000000' });
  const known: string[] = ['api', 'pattern:api-crash', 'ci'];
  let document: ApiDocument;

  beforeAll(async () => {
    const path = join(api.folder, 'patterns.yaml');
    writeFileSync(path, patterns);
    await api.restart({ ERROR_PATTERNS_CONFIG: path, API_RATE_LIMIT_PER_MINUTE: '1000000' });
    await fill(new ToldPlatform(api));
    const { body } = await api.http.get('/api/openapi.json').expect(200);
    document = new ApiDocument(body as unknown as OpenApiDocument);
  }, 60_000);
  afterAll(() => api.dispose());

  const fill = async (platform: ToldPlatform): Promise<void> => {
    const log = join(api.folder, 'perf.log');
    writeFileSync(log, 'ERROR one\n\u0000\u001b[31mred\n'.repeat(50));
    await platform.watchdog({ sources: [{ id: 'perf', path: log }] });
    const incidentId = await platform.detect();
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const waiting = await platform.heal(incidentId, { status: 'awaiting-approval', expiresAt });
    const failed = await platform.heal(incidentId, { status: 'failed', result: 'exit 1' });
    const message = 'no such service';
    await platform.happens(
      'heal.failed',
      {
        ...referenceOf(failed),
        durationMs: 5,
        reason: 'exit-code',
        message,
        retryable: true,
        output: 'x',
      },
      incidentId,
    );
    const alertId = await platform.alert(incidentId, ['inbox', 'slack'], ['\u202e<!channel>']);
    await platform.guard('pattern:api-crash', { phase: 'open', notBefore: Date.now() + 60_000 });
    known.push(incidentId, waiting.id, failed.id, alertId, 'perf');
  };

  const send = async ({ method }: Operation, { url, headers, body }: GeneratedRequest) => {
    const init = { method: method.toUpperCase(), headers, ...(body === undefined ? {} : { body }) };
    const response = await fetch(`${api.url}${url}`, init);
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, text: await response.text() };
  };

  const check = async (operation: Operation, request: GeneratedRequest): Promise<void> => {
    const answer = await send(operation, request);
    const lacks = answer.status === 503 && MAY_LACK.has(operation.operationId);
    const fault = answer.status >= 500 && !lacks ? ['A fault of the API.'] : [];
    const problems = [...fault, ...document.problemsOf(operation, answer)];
    if (problems.length > 0)
      throw new Error(
        `${operation.operationId}: ${problems.join(' ')}\n${answer.text.slice(0, 500)}`,
      );
  };

  it('answers as the document says, and never with a fault of its own', async () => {
    const operations = document.operations().filter(({ operationId }) => !STREAMS.has(operationId));
    expect(operations.length).toBeGreaterThan(30);
    for (const operation of operations) {
      const requests = arbitraryRequest(operation, document, known);
      await fc.assert(
        fc.asyncProperty(requests, (request) => check(operation, request)),
        { numRuns: RUNS },
      );
    }
  }, 180_000);
});
