import { Inject, Injectable } from '@nestjs/common';
import {
  formatProblem,
  loadPatternConfig,
  PATTERN_FILE,
  type PatternConfig,
  type PatternFile,
} from '@app/detection';
import { stat } from 'node:fs/promises';

export interface WatchedPatternsNow {
  /** Absent when the file has never been read without a problem. */
  readonly config: PatternConfig | undefined;
  /** Of the file on disk, with their places. */
  readonly problems: readonly string[];
}

/** The pattern file as it stands on disk; read again only when it has changed. */
@Injectable()
export class WatchedPatterns {
  private stamp = '';
  private now: Promise<WatchedPatternsNow> = Promise.resolve({ config: undefined, problems: [] });

  constructor(@Inject(PATTERN_FILE) private readonly file: PatternFile) {}

  get path(): string {
    return this.file.path;
  }

  async current(): Promise<WatchedPatternsNow> {
    const stamp = await this.stampNow();
    if (stamp !== this.stamp) {
      this.stamp = stamp;
      this.now = this.now.then(({ config }) => this.load(config));
    }
    return this.now;
  }

  private async stampNow(): Promise<string> {
    try {
      const { mtimeMs, size, ino } = await stat(this.file.path);
      return [mtimeMs, size, ino].join();
    } catch (error) {
      return String(error);
    }
  }

  private async load(before: PatternConfig | undefined): Promise<WatchedPatternsNow> {
    const { path, schema, defaults } = this.file;
    const loaded = await loadPatternConfig(path, schema, defaults);
    return loaded.ok
      ? { config: loaded.config, problems: [] }
      : { config: before, problems: loaded.problems.map(formatProblem) };
  }
}
