import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { Chunk } from '@app/contracts';
import { LogFile } from '@app/log-file';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { randomUUID } from 'node:crypto';
import { PatternEngine } from '../engine/pattern-engine.js';
import { canaryPath } from './canary-log.js';
import { canaryPattern } from './canary-pattern.js';
import { type VitalSignsSettings, vitalSignsSettings } from './vital-signs.settings.js';

const PARTS_OF_LIMIT = 3;
const LONGEST_PAUSE_MS = 20_000;
const MAX_BYTES = 64 * 1024;

/**
 * Proves that lines are still seen: writes one now and then, which must come back, read from its file,
 * matched, and its checkpoint stored, as any other line.
 */
@Injectable()
export class Canary {
  private readonly logger = new Logger(Canary.name);
  private readonly engine = new PatternEngine();
  private readonly log: LogFile;
  /** The oldest line that has not come back; those after it need not be known. */
  private waiting: { readonly id: string; readonly since: number } | undefined;
  private stopSinging: () => void = () => undefined;
  private missed = false;

  constructor(
    @Inject(vitalSignsSettings.token) private readonly settings: VitalSignsSettings,
    @Inject(platformSettings.token) { dataDir }: PlatformSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.engine.configure([canaryPattern]);
    const describeGap = (missedLines: number): string => `${String(missedLines)} lines missing`;
    this.log = new LogFile({
      path: canaryPath(dataDir),
      maxBytes: MAX_BYTES,
      keep: 1,
      describeGap,
    });
  }

  /** Call it once the log is followed. */
  start(): void {
    const { canaryLimitMs } = this.settings;
    if (canaryLimitMs === 0) return;
    const pause = Math.min(LONGEST_PAUSE_MS, Math.ceil(canaryLimitMs / PARTS_OF_LIMIT));
    this.sing();
    this.stopSinging = this.clock.every(pause, () => {
      this.sing();
    });
  }

  async stop(): Promise<void> {
    this.stopSinging();
    await this.log.flush();
  }

  /** A piece of the canary's log has come back, and how far it was read is stored. */
  returned(chunk: Chunk): void {
    const ids = this.engine
      .process(chunk)
      .detections.flatMap(({ evidence }) => evidence.records.map(({ text }) => text));
    const { waiting } = this;
    if (!waiting || !ids.some((text) => text.endsWith(waiting.id))) return;
    this.waiting = undefined;
    if (this.missed)
      this.logger.log({ msg: 'Lines are seen again', after: this.clock.now() - waiting.since });
    this.missed = false;
  }

  /** For people, what is wrong; undefined while lines are seen in time. */
  problem(): string | undefined {
    const waitedMs = this.waiting ? this.clock.now() - this.waiting.since : 0;
    if (this.settings.canaryLimitMs === 0 || waitedMs <= this.settings.canaryLimitMs)
      return undefined;
    const problem = `A line that the watchdog wrote ${String(Math.round(waitedMs / 1_000))} s ago has not been seen: logs are not read, or far too slowly`;
    if (!this.missed) this.logger.error({ msg: problem });
    this.missed = true;
    return problem;
  }

  /** While a line is out, no other is sent after it: the log must not grow when nobody reads it. */
  private sing(): void {
    if (this.waiting) return;
    const at = this.clock.now();
    this.waiting = { id: randomUUID(), since: at };
    void this.log.append(`${new Date(at).toISOString()} canary ${this.waiting.id}`);
  }
}
