import type { Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ClockModule } from '@app/clock';
import type { DetectionRaised, HealActionSpec } from '@app/contracts';
import { ProcessRunnerModule } from '@app/process-runner';
import { RedactionModule } from '@app/redaction';
import { type Environment, SettingsModule, platformSettings, secretValues } from '@app/settings';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseHealAction } from '../src/actions/heal-action-schema.js';
import type { HealAction, HealContext, HealOutcome } from '../src/actions/heal-action.js';
import { healActionSettings } from '../src/actions/heal-action.settings.js';
import { MemoryHealChildStore } from './memory-heal-child-store.js';
import { withinTimeLimit } from '../src/actions/time-limit.js';
import { HEAL_CHILD_STORE } from '../src/children/heal-child-store.js';
import { HealPermits } from '../src/execution/heal-permits.js';
import { HEAL_ACTION_PROVIDERS } from '../src/actions/registry.js';

const definitions = [platformSettings, healActionSettings];

/** A folder that stands for a watched platform, and the real heal actions wired to it. */
export class ActionParts {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-actions-')));
  /** What the actions wrote while they ran. */
  output = '';
  /** In the place of the real parts with the same tokens. */
  overrides: Provider[] = [];
  private modules: TestingModule[] = [];

  write(name: string, text: string, mode = 0o644): void {
    const path = join(this.root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode });
  }

  /** Runs a heal as the pattern file would name it and within its time, with settings from an environment. */
  async run(
    spec: HealActionSpec,
    environment: Environment = {},
    context: Partial<HealContext> = {},
  ): Promise<HealOutcome> {
    const { action, parameters, timeoutMs } = await this.find(spec, environment);
    const full: HealContext = {
      healId: 'heal-1',
      correlationId: 'incident-1',
      target: 'api',
      signal: new AbortController().signal,
      onOutput: (text) => (this.output += text),
      ...context,
    };
    return withinTimeLimit(full, timeoutMs, (limited) => action.run(parameters, limited));
  }

  async describe(spec: HealActionSpec, environment: Environment = {}): Promise<string> {
    const { action, parameters } = await this.find(spec, environment);
    return action.describe(parameters);
  }

  async close(): Promise<void> {
    for (const module of this.modules) await module.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  private async find(
    spec: HealActionSpec,
    environment: Environment,
  ): Promise<{ action: HealAction; parameters: unknown; timeoutMs: number }> {
    const parsed = parseHealAction(spec);
    if (!parsed.ok) throw new Error(parsed.message);
    const full = { AUTOHEAL_PROJECT_ROOT: this.root, ...environment };
    const module = await Test.createTestingModule({
      imports: [
        await SettingsModule.forRoot(definitions, full),
        ClockModule,
        ProcessRunnerModule,
        RedactionModule.forRoot(secretValues(definitions, full)),
      ],
      providers: [
        { provide: HEAL_CHILD_STORE, useValue: new MemoryHealChildStore() },
        HealPermits,
        ...HEAL_ACTION_PROVIDERS,
        ...this.overrides,
      ],
    }).compile();
    this.modules.push(module);
    return { ...parsed, action: module.get(parsed.definition.action) };
  }
}

/** A detection with this text as the newest record of its evidence. */
export function detectionOf(
  text: string,
  captures: Readonly<Record<string, string>> = {},
): DetectionRaised {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    key: 'api-crash',
    trigger: { kind: 'pattern', id: 'api-crash' },
    title: 'api crashes',
    severity: 'error',
    occurrences: 1,
    streak: { length: 1, limit: 0 },
    lastSeenAt: at,
    evidence: {
      records: [{ source: 'api', path: 'logs/api.log', offset: 0, at, text }],
      captures,
      values: {},
    },
    plan: {
      mode: 'auto',
      target: 'api',
      cooldownSeconds: 0,
      verification: { windowSeconds: 1, settleSeconds: 0 },
      loop: { maxHeals: 3, windowSeconds: 600, pauseSeconds: 600, backoffSeconds: 1 },
    },
  };
}
