import { describe, expect, it } from '@jest/globals';
import { testBus } from '@app/event-bus/testing';
import { sampleDetection } from '../../testing/detections.js';
import { MemoryDetectionLog } from '../../testing/memory-detection-log.js';
import { DetectionCommitter } from './detection-committer.js';
import { DetectionReporter } from './detection-reporter.js';
import { EventDispatcher } from './event-dispatcher.js';

function reporter() {
  const { bus, clock } = testBus();
  const log = new MemoryDetectionLog();
  const seen: string[] = [];
  bus.on('heal.requested', () => undefined);
  bus.on('detection.raised', ({ payload }) => void seen.push(payload.key));
  bus.start();
  const dispatcher = new EventDispatcher(bus);
  return {
    reporter: new DetectionReporter(new DetectionCommitter(log, clock), dispatcher),
    dispatcher,
    log,
    clock,
    seen,
  };
}

describe('DetectionReporter', () => {
  it('stores a detection without touching checkpoints or streaks, and hands it on', async () => {
    const { reporter: it, dispatcher, log, seen } = reporter();
    await it.report(sampleDetection({ key: 'resource:cpu' }));
    await dispatcher.drain();
    expect(log.commits).toEqual([
      {
        checkpoints: [],
        streaks: { upserts: [], deletes: [] },
        detections: [expect.objectContaining({ key: 'resource:cpu' })],
      },
    ]);
    expect(seen).toEqual(['resource:cpu']);
  });

  it('waits for a store that cannot be written, until told to stop', async () => {
    const { reporter: it, log, clock, seen } = reporter();
    log.failures = 2;
    const reported = it.report(sampleDetection());
    await clock.advance(1_000);
    await reported;
    expect(seen).toHaveLength(1);

    log.failures = Infinity;
    const stop = new AbortController();
    const dropped = it.report(sampleDetection(), stop.signal);
    await clock.advance(1_000);
    stop.abort();
    await dropped;
    expect(log.commits).toHaveLength(1);
  });
});
