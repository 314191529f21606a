import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CLOCK, VirtualClock } from '@app/clock';
import type { AnyDomainEvent } from '@app/contracts';
import {
  ConfigHolder,
  DetectionPipeline,
  everywhere,
  firstTime,
  type PatternConfig,
  type PatternFile,
  replayedChunks,
} from '@app/detection';
import { EventBus } from '@app/event-bus';
import { HEAL_STORE, HealExecutor, type HealStore, IncidentKeeper } from '@app/healing';
import { openDatabase } from '@app/persistence';
import type { Environment } from '@app/settings';
import type { SourceSpec } from '@app/tailing';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RehearsedActs } from './rehearsed-acts.js';
import { ReplayModule } from './replay.module.js';
import { ReplayedPlatform } from './replayed-platform.js';

const HEAD_BYTES = 64 * 1024;

export interface ReplayOptions {
  readonly environment: Environment;
  readonly file: PatternFile;
  readonly config: PatternConfig<SourceSpec>;
  /** The log's bytes, in their order. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** How every act would have ended. Whether it helped, the log itself says: its trigger stays silent, or not. */
  readonly supposed: 'works' | 'fails';
}

/**
 * Runs a log through the watchdog's own detection and healing, on the time that its lines say.
 *
 * Nothing is healed, nobody is alerted, and no state outlives it.
 *
 * @returns every event, in its order
 * @throws what the file system says
 */
export async function replayLog(
  path: string,
  options: ReplayOptions,
): Promise<readonly AnyDomainEvent[]> {
  const folder = await mkdtemp(join(tmpdir(), 'autoheal-replay-'));
  try {
    const context = await createContext(folder, await startOf(path), options);
    try {
      return await run(path, options.bytes, context);
    } finally {
      await context.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function createContext(
  folder: string,
  startAt: number,
  { environment, file, config, supposed }: ReplayOptions,
): Promise<INestApplicationContext> {
  const parts = {
    environment,
    file,
    database: await openDatabase(folder),
    clock: new VirtualClock(startAt),
    config: new ConfigHolder({ ...config, patterns: everywhere(config.patterns) }),
    acts: new RehearsedActs(supposed),
  };
  return NestFactory.createApplicationContext(ReplayModule.forRoot(parts), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
}

async function run(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  context: INestApplicationContext,
): Promise<AnyDomainEvent[]> {
  const get = context.get.bind(context);
  const bus = get(EventBus, { strict: false });
  const clock = new ReplayedPlatform(get<VirtualClock>(CLOCK), {
    keeper: get(IncidentKeeper, { strict: false }),
    heals: get<HealStore>(HEAL_STORE, { strict: false }),
    executor: get(HealExecutor, { strict: false }),
    bus,
  });
  const events: AnyDomainEvent[] = [];
  bus.observe((event) => {
    clock.eventSeen();
    events.push(event);
  });
  bus.start();
  const pipeline = get(DetectionPipeline);
  await pipeline.start();
  const { patterns } = get<ConfigHolder<SourceSpec>>(ConfigHolder).current;
  const chunks = replayedChunks(bytes, { patterns, path, clock });
  await pipeline.consume(chunks, new AbortController().signal);
  await clock.finish();
  return events;
}

/** The time of the first line that says one, or now. */
async function startOf(path: string): Promise<number> {
  const now = Date.now();
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return firstTime(buffer.subarray(0, bytesRead), now) ?? now;
  } finally {
    await file.close();
  }
}
