import { Inject, Injectable, Logger } from '@nestjs/common';
import { EventBus, EventFactory } from '@app/event-bus';
import { platformSettings, type PlatformSettings } from '@app/settings';
import type { Fix } from './fix.js';
import { FixDeploy } from './fix-deploy.js';
import { FIX_STORE, type FixStore } from './fix-store.js';
import { putFile } from './put-file.js';

/** Puts the file of a fix back to what it was, if nobody has changed it since. */
@Injectable()
export class FixReverter {
  private readonly logger = new Logger(FixReverter.name);

  constructor(
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(FIX_STORE) private readonly store: FixStore,
    private readonly deploy: FixDeploy,
    private readonly events: EventFactory,
    private readonly bus: EventBus,
  ) {}

  /** May be called again for the same fix, also after a crash in between. */
  async revert(fix: Fix, why: string, correlationId: string): Promise<void> {
    const { before: to, after: from } = fix;
    const reverted = await putFile(fix.filePath, { from, to }, this.platform);
    const outcome = reverted ? 'reverted' : 'changed';
    const message = reverted
      ? `The code fix of ${fix.filePath} was taken back, because ${why}. The same patch is not tried again for this error.`
      : `The code fix of ${fix.filePath} should be taken back, because ${why}; but the file was changed since. Look at it by hand.`;
    const event = this.events.create(
      'repair.reverted',
      { jobId: fix.id, filePath: fix.filePath, outcome, message },
      { correlationId },
    );
    if (!(await this.store.advance(fix.id, 'watching', { status: outcome }, event))) return;
    this.logger.warn({ msg: message, repair: fix.id });
    this.bus.forward(event);
    if (reverted) await this.deploy.run();
  }
}
