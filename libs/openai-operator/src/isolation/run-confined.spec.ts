import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { ExecaProcessRunner, type RunResult } from '@app/process-runner';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runBaseline } from '../gate/baseline-run.js';
import type { RunContext } from '../steps/step.js';
import { Workspace } from '../workspace/workspace.js';
import { detectIsolation } from './detect-isolation.js';
import type { IsolationLevel } from './isolation.js';
import { type ConfinedRun, runConfined } from './run-confined.js';

const memoryBytes = 1024 ** 3;
const isolation = await detectIsolation({ mode: 'auto', memoryBytes }, new ExecaProcessRunner());
/** Where the system has no namespaces for us there is nothing to see. */
const whereConfined = isolation.strongest === 'full' ? describe : describe.skip;

let project: TestProject;
let context: RunContext;
let copy: Workspace;

beforeEach(async () => {
  project = new TestProject({
    'a.js': 'a\n',
    '.env': 'KEY=s3cret\n',
    'node_modules/dep/index.js': 'module.exports = "dependency";\n',
    'data/autoheal.db': 'rows\n',
  });
  context = project.context({}, { isolation, dataDir: project.path('data') });
  copy = await Workspace.create(project.root, context.processes);
});
afterEach(() => {
  copy.removeAll();
  project.dispose();
});

const run = (shell: string, extra: Partial<ConfinedRun> = {}): Promise<RunResult> =>
  runConfined(
    { shell },
    {
      folder: copy.folder,
      level: 'full',
      timeoutMs: 20_000,
      maxOutputChars: 10_000,
      env: { NODE: process.execPath },
      ...extra,
    },
    context,
  );

whereConfined('confined code', () => {
  it('writes into its copy and a /tmp of its own, and nowhere else', async () => {
    const outside = ['/usr/x', '/dev/x', '/var/tmp/x', `${copy.folder}/node_modules/dep/x`];
    const tries = outside.map((path) => `(: > "${path}") 2>/dev/null && echo "wrote ${path}"`);
    const shell = `echo x > a.js; echo x > /tmp/mine; echo x > "${project.path('a.js')}"; ${tries.join(';')}; true`;
    expect(await run(shell)).toMatchObject({ outcome: 'exited', exitCode: 0, stdout: '' });
    expect(readFileSync(copy.path('a.js'), 'utf8')).toBe('x\n');
    expect(project.read('a.js')).toBe('a\n');
    expect(existsSync('/tmp/mine')).toBe(false);
  });

  it('reads packages, but no secret of the project and nothing of the operator', async () => {
    // Beside /tmp, which is another one for confined code anyway.
    const root = mkdtempSync('/var/tmp/autoheal-project-');
    cpSync(project.root, root, { recursive: true });
    context = { ...context, projectRoot: root, dataDir: join(root, 'data') };
    copy = await Workspace.create(root, context.processes);
    const shell = `"$NODE" -p 'require("dep")'; cat "${root}/a.js" "${root}/.env" "${root}/data/autoheal.db"`;
    const { stdout } = await run(shell);
    rmSync(root, { recursive: true });
    expect(stdout).toBe('dependency\na\n');
  });

  it('cannot undo it', async () => {
    const { output } = await run(
      'grep CapEff /proc/self/status; mount -o remount,bind,rw / 2>&1; unshare --user --map-root-user --mount mount -o remount,bind,rw / 2>&1; (echo x > /usr/x) 2>&1; true',
    );
    expect(output).toContain('CapEff:\t0000000000000000');
    expect(existsSync('/usr/x')).toBe(false);
  });

  it('keeps its exit code and its input', async () => {
    expect(await run('cat; exit 7', { input: 'given' })).toMatchObject({
      outcome: 'exited',
      exitCode: 7,
      stdout: 'given',
    });
  });

  it('ends with all that it started when its time is over', async () => {
    const result = await run('sleep 4242 & sleep 4242', { timeoutMs: 500 });
    expect(result.outcome).toBe('timed-out');
    const { stdout } = await context.processes.run(
      { shell: "ps -eo stat,args | grep '[s]leep 4242' | grep -v '^Z'; true" },
      {
        cwd: '/',
        env: process.env as Record<string, string>,
        timeoutMs: 5_000,
        maxOutputChars: 99,
      },
    );
    expect(stdout).toBe('');
  });

  it('may fill only so much memory', async () => {
    const fill = `"$NODE" -e 'const a = []; for (let i = 0; i < 30; i++) a.push(Buffer.alloc(1e8, 1)); console.log("filled")'`;
    expect((await run(fill)).output).not.toContain('filled');
  });
});

whereConfined('the network of confined code', () => {
  let server: Server;
  let shell: string;

  beforeEach(async () => {
    server = createServer((_request, response) => response.end('from outside'));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    shell = `"$NODE" -e 'fetch("http://127.0.0.1:${String(port)}").then((r) => r.text()).then(console.log, () => { console.log("no way out"); process.exitCode = 1; })'`;
  });
  afterEach(() => {
    server.close();
  });

  it('is a loopback of its own', async () => {
    expect((await run(shell)).stdout).toBe('no way out\n');
    const own = `"$NODE" -e 'const s = require("http").createServer((q, r) => r.end("own")).listen(0, "127.0.0.1", async () => { console.log(await (await fetch("http://127.0.0.1:" + s.address().port)).text()); s.close(); s.closeAllConnections(); })'`;
    expect((await run(own)).stdout).toBe('own\n');
  });

  it('is there again at the level that leaves it', async () => {
    expect((await run(shell, { level: 'files' })).stdout).toBe('from outside\n');
  });

  it('is given to tests that fail without it, and to no others', async () => {
    const level = async (command: string): Promise<IsolationLevel> => {
      const resolved = { shell: command, script: command, separator: '' } as const;
      const baseline = { command: resolved, timeoutSeconds: 20 };
      return (
        await runBaseline(baseline, { runs: 1, repeatSeconds: 0 }, copy, {
          ...context,
          env: { NODE: process.execPath },
        })
      ).level;
    };
    expect(await level('true')).toBe('full');
    expect(await level(shell)).toBe('files');
    expect(await level(`test -s "${project.path('data/autoheal.db')}"`)).toBe('none');
    expect(await level('false')).toBe('full');
  });
});

describe('what a machine can do', () => {
  it('is nothing where it is switched off', async () => {
    const off = await detectIsolation({ mode: 'off', memoryBytes }, context.processes);
    expect(off).toMatchObject({ strongest: 'none', reason: expect.stringContaining('CODEX_') });
  });

  it('is nothing where the program is missing, and that is said', async () => {
    const processes = {
      run: () =>
        Promise.resolve({
          ...{ outcome: 'not-found' as const, message: 'x', durationMs: 1 },
          ...{ stdout: '', stderr: '', output: '' },
        }),
    };
    expect(await detectIsolation({ mode: 'required', memoryBytes }, processes)).toEqual({
      strongest: 'none',
      required: true,
      reason: 'unshare is missing',
      memoryBytes,
    });
  });
});
