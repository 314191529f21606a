import fc from 'fast-check';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ApiDocument,
  type OpenApiDocument,
  type Operation,
} from '../apps/api/testing/api-document.js';
import { arbitraryRequest } from '../apps/api/testing/arbitrary-request.js';
import { target } from './target.js';

const MAIN = join(import.meta.dirname, '../dist/apps/api/main.js');
/** Without end, or not of one request alone. */
const LEFT_OUT = new Set(['streamEvents', 'streamJob', 'suggestFix']);
const PATTERNS = 'version: 1\npatterns:\n  - { id: api-crash, match: ERROR }\n';

let child: ChildProcess;
let folder: string;
let url: string;
let requests: readonly { operation: Operation; request: ReturnType<typeof arbitraryRequest> }[] =
  [];

async function start(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'autoheal-fuzz-api-'));
  writeFileSync(join(folder, 'error-patterns.yaml'), PATTERNS);
  child = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      API_PORT: '0',
      API_RATE_LIMIT_PER_MINUTE: '1000000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  url = await new Promise((resolve) => {
    let told = '';
    child.stdout?.on('data', (data: Buffer) => {
      told += data.toString();
      const [found] = /http:\/\/[\d.]+:\d+/.exec(told) ?? [];
      if (found !== undefined) resolve(found);
      told = told.slice(-500);
    });
  });
  const body: unknown = await (await fetch(`${url}/api/openapi.json`)).json();
  const document = new ApiDocument(body as OpenApiDocument);
  requests = document
    .operations()
    .filter(({ operationId }) => !LEFT_OUT.has(operationId))
    .map((operation) => ({
      operation,
      request: arbitraryRequest(operation, document, ['api', 'x']),
    }));
}

async function stop(): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

/** Every route of the built API: an answer to whatever is asked, and never that it had an accident (5xx but 503). */
export const apiTarget = target({
  name: 'api',
  start,
  stop,
  input: fc
    .tuple(fc.nat(), fc.infiniteStream(fc.nat(0x7fffffff)))
    .map(([index, seeds]) => ({ index, seed: seeds.next().value as number })),
  async bear({ index, seed }) {
    const chosen = requests[index % requests.length];
    if (!chosen) throw new Error('The API has no route.');
    const { operation, request } = chosen;
    const [asked] = fc.sample(request, { seed, numRuns: 1 });
    if (!asked) return;
    const response = await fetch(`${url}${asked.url}`, {
      method: operation.method.toUpperCase(),
      headers: asked.headers,
      ...(asked.body === undefined ? {} : { body: asked.body }),
    });
    const text = await response.text();
    if (response.status >= 500 && response.status !== 503)
      throw new Error(
        `${operation.operationId} answered ${String(response.status)}: ${text.slice(0, 500)} to ${JSON.stringify(asked)}`,
      );
    if (child.exitCode !== null) throw new Error('The API ended.');
  },
});
