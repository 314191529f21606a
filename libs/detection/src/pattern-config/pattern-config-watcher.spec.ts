import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FakeClock } from '@app/clock/testing';
import type { EventName } from '@app/contracts';
import { testBus } from '@app/event-bus/testing';
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  parseSampleConfig,
  sampleConfigSchema,
  sampleDefaults,
} from '../../testing/sample-config.js';
import { ConfigHolder } from './config-holder.js';
import { loadPatternConfig } from './load-pattern-config.js';
import type { SourceSpec } from './pattern-config.js';
import { PatternConfigWatcher } from './pattern-config-watcher.js';

const yaml = (id: string): string => `version: 1\npatterns: [{ id: ${id}, match: x }]\n`;
const GIVE_UP_AFTER_MS = 20_000;

describe('PatternConfigWatcher', () => {
  let folder: string;
  let path: string;
  let watcher: PatternConfigWatcher;
  let holder: ConfigHolder;
  let clock: FakeClock;
  let bus: ReturnType<typeof testBus>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-patterns-'));
    path = join(folder, 'error-patterns.yaml');
  });
  afterEach(async () => {
    await watcher.stop();
    rmSync(folder, { recursive: true });
  });

  async function begin(): Promise<void> {
    bus = testBus();
    ({ clock } = bus);
    const result = await loadPatternConfig(path, sampleConfigSchema, sampleDefaults);
    if (!result.ok) throw new Error('the first config must be good');
    holder = new ConfigHolder<SourceSpec>(result.config);
    watcher = new PatternConfigWatcher(
      { path, schema: sampleConfigSchema, defaults: sampleDefaults },
      holder,
      bus.bus,
      clock,
    );
    watcher.start();
    await clock.advance(200);
  }

  const inForce = () => holder.current.patterns.map(({ id }) => id).join();
  const count = (name: EventName) => bus.store.named(name).length;

  /** Notifications of the file system come in real time, waiting for rest is the fake clock's. */
  async function until(condition: () => boolean): Promise<void> {
    const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
    while (!condition()) {
      if (performance.now() > giveUpAt) throw new Error('it did not happen');
      await clock.advance(10);
    }
  }

  it('takes over a file that is written anew, tells its listeners and publishes it', async () => {
    writeFileSync(path, yaml('first'));
    await begin();
    const told: string[] = [];
    holder.subscribe(() => {
      throw new Error('a broken listener');
    });
    const stop = holder.subscribe(({ patterns }) => told.push(patterns[0]?.id ?? ''));
    writeFileSync(path, yaml('second'));
    await until(() => count('config.reloaded') === 1);
    expect(inForce()).toBe('second');
    expect(bus.store.named('config.reloaded')[0]?.payload).toEqual({ path, patterns: 1 });

    stop();
    writeFileSync(path, yaml('third'));
    await until(() => count('config.reloaded') === 2);
    expect(told).toEqual(['second']);
  });

  it('notices a file that an editor puts in place by renaming', async () => {
    writeFileSync(path, yaml('first'));
    await begin();
    writeFileSync(`${path}.tmp`, yaml('second'));
    renameSync(`${path}.tmp`, path);
    await until(() => inForce() === 'second');
    unlinkSync(path);
    writeFileSync(path, yaml('third'));
    await until(() => inForce() === 'third');
    expect(count('config.rejected')).toBe(0);
  });

  it('notices a link that is switched, as Kubernetes mounts its files', async () => {
    for (const [version, id] of [
      ['v1', 'first'],
      ['v2', 'second'],
    ] as const) {
      mkdirSync(join(folder, version));
      writeFileSync(join(folder, version, 'error-patterns.yaml'), yaml(id));
    }
    symlinkSync('v1', join(folder, '..data'));
    symlinkSync('..data/error-patterns.yaml', path);
    await begin();
    symlinkSync('v2', join(folder, '..new'));
    renameSync(join(folder, '..new'), join(folder, '..data'));
    await until(() => inForce() === 'second');
  });

  it('keeps the last good patterns when the file goes bad, and says why, once', async () => {
    writeFileSync(path, yaml('first'));
    await begin();
    writeFileSync(path, 'version: 1\npatterns: [{ id: second }]\n');
    await until(() => count('config.rejected') === 1);
    expect(inForce()).toBe('first');
    expect(bus.store.named('config.rejected')[0]?.payload.problems).toEqual([
      '2:12 patterns[0].match: is missing; it must be a regular expression or a list of them',
    ]);
    await watcher.reload();
    expect(count('config.rejected')).toBe(1);

    writeFileSync(path, yaml('first'));
    await until(() => count('config.reloaded') === 1);
  });

  it('keeps the last good patterns when the file is gone', async () => {
    writeFileSync(path, yaml('first'));
    await begin();
    unlinkSync(path);
    await until(() => count('config.rejected') === 1);
    expect(bus.store.named('config.rejected')[0]?.payload.problems[0]).toContain(
      'There is no pattern file',
    );
    expect(inForce()).toBe('first');
  });

  it('says nothing when the file is touched and stays the same', async () => {
    writeFileSync(path, yaml('first'));
    await begin();
    writeFileSync(path, yaml('first'));
    await clock.advance(10_000);
    expect(count('config.reloaded') + count('config.rejected')).toBe(0);
  });

  it('notices a change between reading the file for the start and watching it', async () => {
    writeFileSync(path, yaml('first'));
    await begin();
    await watcher.stop();
    const result = parseSampleConfig(yaml('older'));
    if (!result.ok) throw new Error('bad sample');
    holder = new ConfigHolder<SourceSpec>(result.config);
    watcher = new PatternConfigWatcher(
      { path, schema: sampleConfigSchema, defaults: sampleDefaults },
      holder,
      bus.bus,
      clock,
    );
    watcher.start();
    await until(() => inForce() === 'first');
  });
});
