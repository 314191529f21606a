import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { type RunningApi, startApi } from '../src/start-api.js';

process.env['NEST_LOG_LEVEL'] = 'fatal';

interface OperatorRun {
  readonly command: string;
  readonly pipeline: string;
  readonly option: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What supertest answers, with bodies that are objects rather than anything. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}
interface PendingAnswer extends PromiseLike<Answer> {
  set(headers: Readonly<Record<string, string>>): this;
  set(name: string, value: string): this;
  send(body: string | object): this;
  expect(status: number): this;
}
type Method = 'get' | 'post' | 'put' | 'delete';

/** The real API, listening on a free port, over a folder of its own. */
export class TestApi {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-api-')));
  readonly project = join(this.folder, 'project');
  readonly record = join(this.folder, 'operator-runs');
  private running: RunningApi | undefined;

  constructor(private environment: Readonly<Record<string, string>> = {}) {
    mkdirSync(join(this.project, 'src'), { recursive: true });
    writeFileSync(join(this.project, 'src', 'cart.js'), '');
    writeFileSync(this.record, '');
  }

  /** All that the API reads. */
  variables(): Record<string, string> {
    return {
      API_PORT: '0',
      AUTOHEAL_DATA_DIR: join(this.folder, 'data'),
      AUTOHEAL_PROJECT_ROOT: this.project,
      CODEX_OPERATOR_BIN: join(import.meta.dirname, 'fake-operator.mjs'),
      CODEX_TEST_RECORD: this.record,
      ...this.environment,
    };
  }

  async start(): Promise<this> {
    this.running = await startApi(this.variables());
    return this;
  }

  /** Ends it in good order and starts it again on the same folders. */
  async restart(environment = this.environment): Promise<void> {
    await this.stop();
    this.environment = environment;
    await this.start();
  }

  get app() {
    if (!this.running) throw new Error('The API of this test is not started.');
    return this.running.app;
  }

  get url(): string {
    return this.running?.url ?? '';
  }

  /** Sends requests to it. */
  get http(): Readonly<Record<Method, (path: string) => PendingAnswer>> {
    return request(this.url);
  }

  suggestFix(body: object, headers: Readonly<Record<string, string>> = {}) {
    return this.http.post('/api/codex/suggest-fix').set(headers).send(body);
  }

  operatorRuns(): OperatorRun[] {
    return readFileSync(this.record, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as OperatorRun);
  }

  async stop(): Promise<void> {
    await this.running?.app.close();
    this.running = undefined;
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
