import { FakeClock } from '@app/clock/testing';
import { EventFactory } from '@app/event-bus';
import type { StoredStreak } from '../src/engine/stored-streak.js';
import type {
  DetectionCommit,
  DetectionEvent,
  DetectionLog,
} from '../src/pipeline/detection-log.js';

/** Keeps commits in memory; fails as often as it is told to. */
export class MemoryDetectionLog implements DetectionLog {
  readonly commits: DetectionCommit[] = [];
  readonly streaks = new Map<string, StoredStreak>();
  failures = 0;
  private readonly factory = new EventFactory(new FakeClock());

  commit(commit: DetectionCommit): Promise<readonly DetectionEvent[]> {
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new Error('database or disk is full'));
    }
    this.commits.push(commit);
    for (const key of commit.streaks.deletes) this.streaks.delete(key);
    for (const streak of commit.streaks.upserts) this.streaks.set(streak.key, streak);
    return Promise.resolve(
      commit.detections.map((detection) => this.factory.create('detection.raised', detection)),
    );
  }

  loadStreaks(): Promise<readonly StoredStreak[]> {
    return Promise.resolve([...this.streaks.values()]);
  }
}
