import type { Chunk, DetectionRaised } from '@app/contracts';
import type { EngineResult } from '../engine/pattern-engine.js';
import { continueRecord } from '../engine/records/continue-record.js';
import { readsTrace } from './reads-trace.js';

/** More at once is no single error whose trace somebody waits for. */
const MOST_WAITING = 20;

/** The newest record of a detection, and where more of it may come. */
interface OpenRecord {
  readonly streamId: string;
  readonly record: Buffer;
}

/** Detections whose newest record may still be being written: what it goes on with names the file to fix. */
export class UnfinishedDetections {
  private readonly detections: DetectionRaised[] = [];
  /** By the index of their detection. */
  private readonly open = new Map<number, OpenRecord>();

  get size(): number {
    return this.detections.length;
  }

  /** Whether any of them waits for the rest of its trace. */
  get isWaiting(): boolean {
    return this.open.size > 0 && this.open.size <= MOST_WAITING;
  }

  /** Takes the next chunk, and what was detected in it. */
  add(
    { streamId, bytes }: Chunk,
    { detections, unfinished }: Pick<EngineResult, 'detections' | 'unfinished'>,
  ): void {
    for (const [index, open] of this.open) {
      if (open.streamId === streamId && bytes.length > 0) this.goOn(index, open, bytes);
    }
    for (const detection of detections) {
      const record = unfinished.get(detection.key);
      if (record && readsTrace(detection.plan)) this.open.set(this.size, { streamId, record });
      this.detections.push(detection);
    }
  }

  take(): readonly DetectionRaised[] {
    this.open.clear();
    return this.detections.splice(0);
  }

  private goOn(index: number, { streamId, record }: OpenRecord, bytes: Uint8Array): void {
    const { text, open } = continueRecord(record, bytes);
    const detection = this.detections[index];
    if (detection) this.detections[index] = withNewestRecord(detection, text);
    if (open) this.open.set(index, { streamId, record: open });
    else this.open.delete(index);
  }
}

function withNewestRecord(detection: DetectionRaised, text: string): DetectionRaised {
  const { records } = detection.evidence;
  const newest = records.at(-1);
  if (!newest) return detection;
  const told = [...records.slice(0, -1), { ...newest, text }];
  return { ...detection, evidence: { ...detection.evidence, records: told } };
}
