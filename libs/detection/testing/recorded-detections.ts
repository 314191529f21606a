import type { DetectionRaised } from '@app/contracts';
import { testBus } from '@app/event-bus/testing';
import { DetectionCommitter } from '../src/pipeline/detection-committer.js';
import type { DetectionCommit, DetectionLog } from '../src/pipeline/detection-log.js';
import { DetectionReporter } from '../src/pipeline/detection-reporter.js';
import { EventDispatcher } from '../src/pipeline/event-dispatcher.js';

/** A real reporter over memory, with what was reported in reach. */
export function recordedDetections() {
  const { bus, clock, factory } = testBus();
  const detections: DetectionRaised[] = [];
  const log: DetectionLog = {
    commit: (commit: DetectionCommit) => {
      detections.push(...commit.detections);
      return Promise.resolve(
        commit.detections.map((detection) => factory.create('detection.raised', detection)),
      );
    },
    loadStreaks: () => Promise.resolve([]),
  };
  const committer = new DetectionCommitter(log, clock);
  return {
    clock,
    detections,
    reporter: new DetectionReporter(committer, new EventDispatcher(bus)),
  };
}
