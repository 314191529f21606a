import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { LogFile } from '@app/log-file';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { join } from 'node:path';
import { logLine } from './log-line.js';

const MAX_BYTES = 10 * 1024 * 1024;
const KEEP = 5;

/** The two logs that monitors write, and patterns read as the sources `perf` and `security`. */
@Injectable()
export class MonitorLogs {
  readonly perf: LogFile;
  readonly security: LogFile;

  constructor(
    @Inject(platformSettings.token) { logDir }: PlatformSettings,
    @Inject(CLOCK) clock: Clock,
  ) {
    const logFile = (area: 'perf' | 'security', name: string): LogFile =>
      new LogFile({
        path: join(logDir, area, name),
        maxBytes: MAX_BYTES,
        keep: KEEP,
        describeGap: (missedLines) => logLine(clock.now(), area, { log: 'gap', missedLines }),
      });
    this.perf = logFile('perf', 'hourly.log');
    this.security = logFile('security', 'hourly-fix.log');
  }

  /** Waits for the lines under way. */
  async flush(): Promise<void> {
    await Promise.all([this.perf.flush(), this.security.flush()]);
  }
}
