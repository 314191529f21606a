import { describe, expect, it } from '@jest/globals';
import type { Chunk } from '@app/contracts';
import { testBus } from '@app/event-bus/testing';
import { chunkOf } from '../../testing/chunks.js';
import { MemoryDetectionLog } from '../../testing/memory-detection-log.js';
import { silentCanary } from '../../testing/silent-canary.js';
import { sampleConfig } from '../../testing/sample-config.js';
import { PatternEngine } from '../engine/pattern-engine.js';
import { ConfigHolder } from '../pattern-config/config-holder.js';
import { DetectionCommitter } from './detection-committer.js';
import { DetectionPipeline } from './detection-pipeline.js';
import { EventDispatcher } from './event-dispatcher.js';

const RESTART = 'mode: auto, action: { type: RESTART_SERVICE, service: api }';

const configOf = (match: string, maxStreak = 0, acts = RESTART) =>
  sampleConfig(
    `version: 1\npatterns: [{ id: p, match: '${match}', maxStreak: ${String(maxStreak)}, ${acts} }]`,
  );

async function start(maxStreak = 0, log = new MemoryDetectionLog(), acts = RESTART) {
  const { bus, clock, store } = testBus();
  bus.on('heal.requested', () => undefined);
  const holder = new ConfigHolder(configOf('bad', maxStreak, acts));
  const pipeline = new DetectionPipeline(
    new PatternEngine(),
    holder,
    log,
    new DetectionCommitter(log, clock),
    new EventDispatcher(bus),
    silentCanary(clock),
    clock,
  );
  await pipeline.start();
  bus.start();
  return { bus, clock, store, holder, pipeline, log, stop: new AbortController() };
}

function stream(...chunks: readonly (Chunk | (() => void))[]): AsyncIterable<Chunk> {
  return {
    async *[Symbol.asyncIterator]() {
      for (const chunk of chunks) {
        await Promise.resolve();
        if (typeof chunk === 'function') chunk();
        else yield chunk;
      }
    },
  };
}

describe('DetectionPipeline', () => {
  it('stores what each chunk led to together with how far the file was read', async () => {
    const { pipeline, log, stop } = await start();
    const [first, second] = [chunkOf('bad\n'), chunkOf('fine\n', { offset: 4, gapBytes: 9 })];
    await pipeline.consume(stream(first, second), stop.signal);
    expect(log.commits).toMatchObject([
      { checkpoints: [first.checkpoint], detections: [{ key: 'pattern:p' }] },
      { checkpoints: [second.checkpoint], gap: { bytes: 9 }, detections: [] },
    ]);
  });

  it('stores how far it read what led to nothing at the latest a moment later', async () => {
    const { pipeline, log, clock, stop } = await start();
    const chunks = [0, 5, 10].map((offset) => chunkOf('fine\n', { offset }));
    let endOfLog = (): void => undefined;
    const logGoesOn = new Promise<void>((resolve) => (endOfLog = resolve));
    const open = (async function* () {
      yield* chunks;
      await logGoesOn;
    })();
    const consumed = pipeline.consume(open, stop.signal);
    await clock.advance(0);
    expect(log.commits).toMatchObject([{ checkpoints: [{ offset: 5 }] }]);
    await clock.advance(200);
    expect(log.commits.slice(1)).toMatchObject([{ checkpoints: [{ offset: 15 }], detections: [] }]);
    endOfLog();
    await consumed;
    expect(log.commits).toHaveLength(2);
  });

  it('stores how far it read together with the next detection, and at the end', async () => {
    const { pipeline, log, stop } = await start();
    const texts = ['fine\n', 'fine\n', 'bad\n', 'fine\n', 'fine\n'];
    const chunks = texts.map((text, index) => chunkOf(text, { offset: index * 5 }));
    await pipeline.consume(stream(...chunks), stop.signal);
    expect(log.commits).toMatchObject([
      { checkpoints: [{ offset: 5 }], detections: [] },
      { checkpoints: [{ offset: 14 }], detections: [{ key: 'pattern:p' }] },
      { checkpoints: [{ offset: 25 }], detections: [] },
    ]);
  });

  it('hands stored detections to the bus, and does not wait for what comes of them', async () => {
    const { pipeline, bus, log, stop } = await start();
    const seen: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    bus.on('detection.raised', async ({ payload }) => {
      seen.push(payload.evidence.records[0]?.text ?? '');
      await held;
    });
    const consumed = pipeline.consume(
      stream(chunkOf('bad 1\n'), chunkOf('bad 2\n'), () => {
        expect(log.commits).toHaveLength(2);
        release();
      }),
      stop.signal,
    );
    await consumed;
    expect(seen).toEqual(['bad 1', 'bad 2']);
  });

  it('holds back reading while very many detections are being handled', async () => {
    const { pipeline, bus, log, stop } = await start();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    bus.on('detection.raised', () => held);
    const consumed = pipeline.consume(
      stream(...Array.from({ length: 200 }, () => chunkOf('bad\n'))),
      stop.signal,
    );
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(log.commits.length).toBeLessThan(100);
    release();
    await consumed;
    expect(log.commits).toHaveLength(200);
  });

  it('tries a commit again until the store takes it, and skips nothing', async () => {
    const { pipeline, log, clock, stop } = await start(1);
    log.failures = 5;
    const consumed = pipeline.consume(stream(chunkOf('bad\n'), chunkOf('bad\n')), stop.signal);
    await clock.advance(60_000);
    await consumed;
    expect(log.commits.map(({ detections }) => detections.length)).toEqual([0, 1]);
  });

  it('stores nothing after a chunk that the store refused until the stop', async () => {
    const { pipeline, log, clock, stop } = await start();
    log.failures = Infinity;
    const consumed = pipeline.consume(stream(chunkOf('bad\n'), chunkOf('bad\n')), stop.signal);
    await clock.advance(1_000);
    log.failures = 0;
    stop.abort();
    await consumed;
    expect(log.commits).toEqual([]);
  });

  it('goes on with the streaks of the last run', async () => {
    const { log, pipeline, stop } = await start(1);
    await pipeline.consume(stream(chunkOf('bad\n')), stop.signal);
    const next = await start(1, log);
    await next.pipeline.consume(stream(chunkOf('bad\n')), next.stop.signal);
    expect(log.commits.at(-1)?.detections).toHaveLength(1);
    expect(log.streaks.size).toBe(0);
  });

  it('takes up new patterns between two chunks', async () => {
    const { pipeline, holder, log, stop } = await start();
    await pipeline.consume(
      stream(
        chunkOf('worse\n'),
        () => {
          holder.replace(configOf('worse'));
        },
        chunkOf('worse\n'),
      ),
      stop.signal,
    );
    expect(log.commits.map(({ detections }) => detections.length)).toEqual([0, 1]);
  });

  it('takes the chunks of several streams one at a time', async () => {
    const { pipeline, log, stop } = await start(3);
    const chunks = Array.from({ length: 10 }, () => chunkOf('bad\n'));
    await Promise.all([
      pipeline.consume(stream(...chunks), stop.signal),
      pipeline.consume(stream(...chunks), stop.signal),
    ]);
    expect(log.commits.filter(({ detections }) => detections.length === 1)).toHaveLength(5);
  });
});

describe('DetectionPipeline, where somebody reads the stack trace', () => {
  const ASKS = 'mode: approve, action: { type: RESTART_SERVICE, service: api }';
  const trace = ['Error: bad', '    at a', '', 'Caused by: b'];

  async function startAsking() {
    const started = await start(0, new MemoryDetectionLog(), ASKS);
    const { readable, writable } = new TransformStream<Chunk>();
    const writer = writable.getWriter();
    const consumed = started.pipeline.consume(readable, started.stop.signal);
    let offset = 0;
    const write = async (text: string, options = {}): Promise<void> => {
      await writer.write(chunkOf(text, { offset, ...options }));
      offset += text.length;
      await started.clock.advance(0);
    };
    await write('fine\n');
    const end = async (): Promise<void> => {
      await writer.close();
      await consumed;
    };
    const texts = (): readonly string[] =>
      started.log.commits.flatMap(({ detections }) =>
        detections.map(({ evidence }) => evidence.records.at(-1)?.text ?? ''),
      );
    return { ...started, write, end, texts };
  }

  it('waits for the rest of a trace that is written line by line', async () => {
    const { write, end, texts } = await startAsking();
    for (const line of trace) await write(`${line}\n`);
    expect(texts()).toEqual([]);
    await write('fine\n');
    expect(texts()).toEqual([trace.join('\n')]);
    await end();
  });

  it('waits a tenth of a second at the longest', async () => {
    const { write, end, texts, clock } = await startAsking();
    await write('Error: bad\n    at a\n');
    await clock.advance(99);
    expect(texts()).toEqual([]);
    await clock.advance(1);
    expect(texts()).toEqual(['Error: bad\n    at a']);
    await end();
  });

  it('stores what other streams led to meanwhile at the same time, not before', async () => {
    const { write, end, texts, log, clock } = await startAsking();
    await write('fine\n', { streamId: 'web' });
    await write('Error: bad\n');
    await write('bad\nfine\n', { streamId: 'web' });
    expect(texts()).toEqual([]);
    await clock.advance(100);
    expect(texts()).toEqual(['Error: bad', 'bad']);
    expect(log.commits.at(-1)?.checkpoints.map(({ streamId }) => streamId)).toEqual(['api', 'web']);
    await end();
  });

  it('waits also where the error is the first line of a new file', async () => {
    const { write, end, texts } = await startAsking();
    const options = { streamId: 'web' };
    for (const line of [...trace, 'fine']) await write(`${line}\n`, options);
    expect(texts()).toEqual([trace.join('\n')]);
    await end();
  });

  it('stores what it waits for at the end of all logs', async () => {
    const { write, end, texts } = await startAsking();
    await write('Error: bad\n');
    await end();
    expect(texts()).toEqual(['Error: bad']);
  });

  it('does not go on with a trace over a gap', async () => {
    const { write, end, texts, log } = await startAsking();
    await write('Error: bad\n');
    await write('    at a\n', { gapBytes: 7 });
    expect(texts()).toEqual(['Error: bad']);
    expect(log.commits.at(-1)?.gap).toMatchObject({ bytes: 7 });
    await end();
  });

  it('does not wait where very many errors come at once', async () => {
    const { write, end, texts } = await startAsking();
    for (let error = 0; error < 30; error += 1) await write('bad\n', { streamId: String(error) });
    expect(texts().length).toBeGreaterThan(0);
    await end();
    expect(texts()).toHaveLength(30);
  });

  it('stores what it waits for when it is stopped', async () => {
    const { write, texts, stop, clock } = await startAsking();
    await write('Error: bad\n');
    stop.abort();
    await clock.advance(0);
    expect(texts()).toEqual(['Error: bad']);
  });
});
