import { Inject, Injectable } from '@nestjs/common';
import type { HealFailureReason } from '@app/contracts';
import { type PlatformSettings, platformSettings } from '@app/settings';
import type { HealContext } from '../heal-action.js';
import { insideRoot } from '../inside-root.js';
import { isStopped } from '../pm2/choose-instances.js';
import { isOwnProcess } from '../pm2/own-process.js';
import { Pm2, type Pm2Listing } from '../pm2/pm2.js';

/** PM2 is not installed, or its daemon is down. */
const notInUse: ReadonlySet<HealFailureReason> = new Set(['not-found', 'unreachable']);

/** The processes that PM2 runs for the watched platform. */
@Injectable()
export class PlatformServices {
  constructor(
    private readonly pm2: Pm2,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
  ) {}

  /** Those started inside the project root, but for what an operator stopped and the watchdog; none where PM2 is not in use. */
  async find(context: HealContext): Promise<Pm2Listing> {
    const listing = await this.pm2.list(context);
    if (!listing.ok) return notInUse.has(listing.reason) ? { ok: true, services: [] } : listing;
    const services = listing.services.filter(
      (service) =>
        !isStopped(service.status) &&
        !isOwnProcess(service) &&
        insideRoot(this.platform.projectRoot, service.cwd) !== undefined,
    );
    return { ok: true, services };
  }
}
