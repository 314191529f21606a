import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { WATCHDOG_STATUS, type WatchdogStatusStore } from '@app/contracts';
import { matchedLines, type ResolvedPattern } from '@app/detection';
import type { LogTail } from '@app/read-model';
import { WatchedPatterns } from '../config/watched-patterns.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { newestFile } from './newest-file.js';
import { readTail } from './read-tail.js';

const MOST_BYTES = 1024 * 1024;
const LONGEST_LINE = 4_000;
const NEWLINE = 10;

/** The end of what is watched, and which patterns count which lines. */
@Injectable()
export class LogTails {
  constructor(
    @Inject(WATCHDOG_STATUS) private readonly watchdog: WatchdogStatusStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly patterns: WatchedPatterns,
  ) {}

  /** @throws ProblemException when there is no such source, or nothing of it to read */
  async read(source: string, lines: number): Promise<LogTail> {
    const status = await this.watchdog.read();
    const found = status?.report.sources.find(({ id }) => id === source);
    if (!found)
      throw new ProblemException(
        'source-not-found',
        `There is no source ${source}. GET /api/status lists the watchdog's sources.`,
      );
    const path = (await newestFile(found.path)) ?? found.path;
    const bytes = await this.bytes(path, lines);
    const { config } = await this.patterns.current();
    return { source, path, lines: this.lines(bytes, source, config?.patterns ?? []) };
  }

  private async bytes(path: string, lines: number): Promise<Buffer> {
    try {
      return await readTail(path, lines, MOST_BYTES);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return Buffer.alloc(0);
      throw new ProblemException(
        'log-not-readable',
        `${path} cannot be read (${code ?? String(error)}). Check that the API may read it.`,
      );
    }
  }

  private lines(bytes: Buffer, source: string, patterns: readonly ResolvedPattern[]) {
    const ids = matchedLines(patterns, source, bytes, this.clock.now());
    return splitLines(bytes).map(({ offset, text }) => ({
      text: text.slice(0, LONGEST_LINE),
      patternIds: ids.get(offset) ?? [],
    }));
  }
}

function splitLines(bytes: Buffer): { readonly offset: number; readonly text: string }[] {
  const lines: { readonly offset: number; readonly text: string }[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, offset);
    const end = newline === -1 ? bytes.length : newline;
    lines.push({ offset, text: bytes.toString('utf8', offset, end).replace(/\r$/, '') });
    offset = end + 1;
  }
  return lines;
}
