import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { DomainEvent } from '@app/contracts';
import { EventBus } from '@app/event-bus';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { signaturesIn } from '../reproduction/error-signature.js';
import { fingerprintOf } from './fingerprint.js';
import type { Fix } from './fix.js';
import { FIX_STORE, type FixStore } from './fix-store.js';
import { FixReverter } from './fix-reverter.js';
import { settleFixes } from './settle-fixes.js';
import { fixWatchSettings, type FixWatchSettings } from './fix-watch.settings.js';

const RESTARTS: ReadonlySet<string> = new Set(['GENERAL_RESTART', 'RESTART_SERVICE']);

/**
 * Takes a fix back whose error returns. A fix is watched from the moment that it is in force: after its
 * own deploy, or once something was restarted. An error before that comes from the old code.
 */
@Injectable()
export class FixWatch implements OnModuleInit {
  private readonly logger = new Logger(FixWatch.name);

  constructor(
    @Inject(fixWatchSettings.token) private readonly settings: FixWatchSettings,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(FIX_STORE) private readonly store: FixStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly reverter: FixReverter,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    if (this.settings.windowMs === 0) return;
    this.bus.on('heal.succeeded', async ({ payload }) => {
      if (RESTARTS.has(payload.action.type)) await this.inForce();
    });
    this.bus.on('detection.raised', (event) => this.detected(event));
    this.bus.on('heal.ineffective', (event) => this.ineffective(event));
  }

  /** What was restarted runs the fixed code now. */
  private async inForce(): Promise<void> {
    const now = this.clock.now();
    await settleFixes(this.store, this.platform.projectRoot);
    for (const { id } of await this.store.inStatus('applied')) {
      await this.store.advance(id, 'applied', {
        status: 'watching',
        appliedAt: new Date(now).toISOString(),
        watchUntil: new Date(now + this.settings.windowMs).toISOString(),
      });
    }
  }

  private async detected({
    payload,
    correlationId,
  }: DomainEvent<'detection.raised'>): Promise<void> {
    const watched = await this.watched();
    if (watched.length === 0) return;
    const signatures = signaturesIn(payload.evidence.records.map(({ text }) => text).join('\n'));
    for (const fix of watched) {
      const returned = signatures.some(
        (signature) => fingerprintOf(fix.filePath, signature) === fix.fingerprint,
      );
      if (returned && payload.lastSeenAt > fix.appliedAt)
        await this.reverter.revert(fix, 'its error came back', correlationId);
    }
  }

  /** The core looks for the trigger's silence by itself, whatever the error says. */
  private async ineffective({
    payload,
    correlationId,
  }: DomainEvent<'heal.ineffective'>): Promise<void> {
    if (payload.action.type !== 'CODEX_FIX_FILE' || payload.reason !== 'trigger-fired') return;
    for (const fix of await this.watched()) {
      if (fix.incidentId === correlationId)
        await this.reverter.revert(fix, 'its trigger fired again', correlationId);
    }
  }

  /** Those whose time is not over; the others have proven themselves. */
  private async watched(): Promise<Fix[]> {
    const now = new Date(this.clock.now()).toISOString();
    const watching = await this.store.inStatus('watching');
    for (const { id, filePath } of watching.filter(({ watchUntil }) => watchUntil <= now)) {
      await this.store.advance(id, 'watching', { status: 'held' });
      this.logger.log({ msg: 'A code fix held', repair: id, file: filePath });
    }
    return watching.filter(({ watchUntil }) => watchUntil > now);
  }
}
