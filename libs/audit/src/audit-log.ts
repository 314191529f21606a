import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AnyDomainEvent } from '@app/contracts';
import { EventBus } from '@app/event-bus';
import { LogFile } from '@app/log-file';
import { maskNamedSecrets, REDACTOR, type Redactor, redactStrings } from '@app/redaction';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { join } from 'node:path';
import { type AuditEntry, toAuditEntry } from './audit-entry.js';
import { type AuditSettings, auditSettings } from './audit.settings.js';
import { toLine } from './to-line.js';

const FILE_NAME = 'self-heal.log';
const OWNER_ONLY = 0o600;

/**
 * Writes every event to `self-heal.log` in the log folder: one JSON object a line, secrets masked.
 *
 * An event counts as handled when its line is in the file, so a crash in between repeats the line:
 * lines are unique by `id` only after that. When the file cannot be written, events go on without it, and
 * a line `audit.gap` tells how many are missing; the event store has them all.
 */
@Injectable()
export class AuditLog implements OnModuleInit, OnApplicationShutdown {
  private readonly file: LogFile;
  /** Masking takes its time; lines still come in the order of the events. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly bus: EventBus,
    @Inject(REDACTOR) private readonly redactor: Redactor,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(platformSettings.token) { logDir }: PlatformSettings,
    @Inject(auditSettings.token) limits: AuditSettings,
  ) {
    this.file = new LogFile({
      path: join(logDir, FILE_NAME),
      ...limits,
      mode: OWNER_ONLY,
      describeGap: (missedLines) => this.gapLine(missedLines),
    });
  }

  onModuleInit(): void {
    this.bus.observe((event) => this.write(event));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.last;
    await this.file.flush();
  }

  private async write(event: AnyDomainEvent): Promise<void> {
    const line = this.last.then(() => this.toSafeLine(event));
    const written = line.then((text) => this.file.append(text));
    this.last = line.catch(() => undefined);
    await written;
  }

  private async toSafeLine(event: AnyDomainEvent): Promise<string> {
    const masked = maskNamedSecrets(toAuditEntry(event));
    return toLine((await redactStrings(masked, this.redactor)) as AuditEntry);
  }

  private gapLine(missedLines: number): string {
    const at = new Date(this.clock.now()).toISOString();
    const note = 'These lines could not be written; the event store has their events.';
    return JSON.stringify({ at, event: 'audit.gap', missedLines, note });
  }
}
