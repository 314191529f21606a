import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { FakeClock } from '@app/clock/testing';
import {
  type Canary,
  ConfigHolder,
  detectionSettings,
  loadPatternConfig,
  type PatternConfig,
  PatternConfigWatcher,
} from '@app/detection';
import { testBus } from '@app/event-bus/testing';
import { patternFile } from '@app/pattern-file';
import { platformSettings, readSettings } from '@app/settings';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PatternTrial } from './pattern-trial.js';
import { PushedPatterns } from './pushed-patterns.js';

const yaml = (id: string): string =>
  `version: 1\npatterns: [{ id: ${id}, match: x, sources: [perf], action: { type: GENERAL_RESTART } }]\n`;

describe('PushedPatterns', () => {
  let folder: string;
  let path: string;
  let clock: FakeClock;
  let holder: ConfigHolder;
  let pushed: PushedPatterns;
  let unwell: string | undefined;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    folder = mkdtempSync(join(tmpdir(), 'autoheal-pushed-'));
    path = join(folder, 'error-patterns.yaml');
    writeFileSync(path, yaml('old'));
    unwell = undefined;
    await begin();
  });
  afterEach(() => {
    Logger.overrideLogger(['log', 'warn', 'error']);
    rmSync(folder, { recursive: true });
  });

  async function begin(): Promise<void> {
    const { bus, clock: ofTheBus } = testBus();
    clock = ofTheBus;
    const environment = { ERROR_PATTERNS_CONFIG: path, AUTOHEAL_PROJECT_ROOT: folder };
    const file = patternFile(readSettings([platformSettings, detectionSettings], environment));
    const loaded = await loadPatternConfig(file.path, file.schema, file.defaults);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    holder = new ConfigHolder<PatternConfig['sources'][number]>(loaded.config);
    const watcher = new PatternConfigWatcher(file, holder, bus, clock);
    const canary = { problem: () => unwell } as unknown as Canary;
    pushed = new PushedPatterns(file, clock, holder, watcher, canary);
  }
  const inForce = () => holder.current.patterns.map(({ id }) => id);
  /** Files take real time, of which the clock knows nothing. */
  const moment = async () => {
    await clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  };
  /** Pushes, and lets the trial go by. */
  const push = async (text: string, commandId = 'c1') => {
    const pushing = { isOver: false };
    const outcome = pushed.take(commandId, text).finally(() => (pushing.isOver = true));
    while (!pushing.isOver) await moment();
    return outcome;
  };

  it('are in force when they hold, and their hash is told', async () => {
    expect(await push(yaml('new'))).toEqual({
      outcome: 'done',
      message: expect.stringMatching(/^Patterns [0-9a-f]{12} are in force\.$/),
    });
    expect(inForce()).toEqual(['new']);
    expect(readFileSync(path, 'utf8')).toBe(yaml('new'));
    expect(existsSync(`${path}.trial`)).toBe(false);
  });

  it('change nothing when they are wrong, and all that is wrong is told', async () => {
    const { outcome, message } = await push(
      'version: 1\npatterns: [{ id: a, match: "(" }, { id: a, match: x, maxStreak: -1 }]\n',
    );
    expect(outcome).toBe('refused');
    expect(message.split('\n').length).toBeGreaterThan(2);
    expect(message).toMatch(/patterns\[1\]\.maxStreak/);
    expect(inForce()).toEqual(['old']);
    expect(readFileSync(path, 'utf8')).toBe(yaml('old'));
  });

  it('are taken back when the watchdog no longer sees lines with them', async () => {
    unwell = 'No line was seen for 60 s.';
    expect(await push(yaml('new'))).toEqual({
      outcome: 'refused',
      message: 'No line was seen for 60 s. The patterns before are back.',
    });
    expect(inForce()).toEqual(['old']);
    expect(readFileSync(path, 'utf8')).toBe(yaml('old'));
  });

  it('are taken back at the start of a watchdog that died with them, once and for all', async () => {
    void pushed.take('c1', yaml('deadly'));
    while (readFileSync(path, 'utf8') !== yaml('deadly'))
      await new Promise((resolve) => setImmediate(resolve));
    await new PatternTrial(path).undoInterrupted();
    await begin();
    expect(inForce()).toEqual(['old']);
    // The command comes again, because nobody answered it.
    expect(await push(yaml('deadly'))).toMatchObject({ outcome: 'refused' });
    expect(await push(yaml('other'), 'c2')).toMatchObject({ outcome: 'done' });
    expect(inForce()).toEqual(['other']);
  });

  it('are left on trial by a start beside the watchdog that tries them out', async () => {
    const marker = { commandId: 'c1', pid: process.ppid, undone: false };
    writeFileSync(`${path}.trial`, JSON.stringify(marker));
    writeFileSync(`${path}.before`, yaml('before'));
    await new PatternTrial(path).undoInterrupted();
    expect(readFileSync(path, 'utf8')).toBe(yaml('old'));
  });

  it('are in force already when the same come again', async () => {
    await push(yaml('new'));
    expect(await pushed.take('c1', yaml('new'))).toMatchObject({ outcome: 'done' });
  });
});
