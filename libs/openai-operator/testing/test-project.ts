import { ExecaProcessRunner } from '@app/process-runner';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Budget } from '../src/budget/budget.js';
import { deliverySettings } from '../src/delivery/delivery.settings.js';
import { StoredFixes } from '../src/fixes/fix-recorder.js';
import type { PatchAnswer, PatchModel } from '../src/patch-model.js';
import type { TraceEntry } from '../src/runner/trace.js';
import { MemoryFixStore } from './memory-fix-store.js';
import { newRunState, type RunContext } from '../src/steps/step.js';

/** A model that says what it is told to, and remembers what it was asked. */
export class ScriptedModel implements PatchModel {
  readonly name = 'scripted';
  readonly maxOutputTokens = 100;
  readonly asked: Parameters<PatchModel['ask']>[0][] = [];
  reply: (call: number) => string | Exclude<PatchAnswer, { ok: true }> = () => '';

  ask(request: Parameters<PatchModel['ask']>[0]): Promise<PatchAnswer> {
    this.asked.push(request);
    const reply = this.reply(this.asked.length);
    return Promise.resolve(
      typeof reply === 'string'
        ? { ok: true, text: reply, model: 'scripted', inputTokens: 100, outputTokens: 20 }
        : reply,
    );
  }
}

/** Never denies anything. */
const unlimited: Budget = {
  reserve: () => Promise.resolve({ ok: true, settle: () => Promise.resolve() }),
};

/** A project in a folder of its own, and what a run in it needs. */
export class TestProject {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-project-')));
  readonly root = join(this.folder, 'project');
  readonly model = new ScriptedModel();
  readonly fixes = new MemoryFixStore();
  readonly said: string[] = [];
  readonly traced: TraceEntry[] = [];
  readonly controller = new AbortController();

  constructor(files: Readonly<Record<string, string>> = {}) {
    mkdirSync(this.root);
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  path(...names: string[]): string {
    return join(this.root, ...names);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Every file with its content: to see that nothing changed. */
  snapshot(): Record<string, string> {
    const files = readdirSync(this.root, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(this.path(name)).isFile())
      .sort();
    return Object.fromEntries(files.map((name) => [name, this.read(name)]));
  }

  context(
    env: Readonly<Record<string, string>> = {},
    overrides: Partial<RunContext> = {},
  ): RunContext {
    return {
      projectRoot: this.root,
      dataDir: join(this.folder, 'data'),
      env,
      secret: () => undefined,
      signal: this.controller.signal,
      processes: new ExecaProcessRunner(),
      model: this.model,
      budget: unlimited,
      fixes: new StoredFixes(this.fixes, {
        repairId: 'repair-1',
        incidentId: null,
        now: () => 0,
        windowMs: 60_000,
      }),
      delivery: deliverySettings.resolve(deliverySettings.variables.parse({})),
      codexProgram: undefined,
      templates: true,
      redact: (text) => Promise.resolve(text),
      isolation: { strongest: 'none', required: false, reason: 'a test', memoryBytes: 2 ** 32 },
      allowedFiles: new Set(),
      dryRun: false,
      say: (text) => this.said.push(text),
      trace: (entry) => this.traced.push(entry),
      state: newRunState(),
      ...overrides,
    };
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A search/replace block, as a model writes it. */
export function editBlock(search: string, replace: string): string {
  return `<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE`;
}
