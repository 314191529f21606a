import { Injectable } from '@nestjs/common';
import type { HealContext, HealFailure, HealOutcome } from '../heal-action.js';
import { failure } from '../outcome.js';
import { chooseInstances } from '../pm2/choose-instances.js';
import { isUp, lookAt } from '../pm2/look-at.js';
import { Pm2Reloader } from '../pm2/pm2-reloader.js';
import { Pm2Restarter } from '../pm2/pm2-restarter.js';
import type { Pm2Process } from '@app/pm2';
import { Pm2 } from '../pm2/pm2.js';
import type { ServiceLook, ServiceManager, ServiceManagerDefinition } from './service-manager.js';

type Chosen = { readonly ok: true; readonly instances: readonly Pm2Process[] } | HealFailure;

/** PM2: in cluster mode a new process must stay up before an old one goes. */
@Injectable()
export class Pm2Manager implements ServiceManager {
  constructor(
    private readonly pm2: Pm2,
    private readonly restarter: Pm2Restarter,
    private readonly reloader: Pm2Reloader,
  ) {}

  async restart(service: string, context: HealContext): Promise<HealOutcome> {
    const chosen = await this.choose(service, context);
    if (!chosen.ok) return chosen;
    const { instances } = chosen;
    return canReload(instances)
      ? this.reloader.reload(service, instances, context)
      : this.restarter.restart(instances, context);
  }

  async look(service: string, context: HealContext): Promise<ServiceLook | HealFailure> {
    const chosen = await this.choose(service, context);
    return chosen.ok ? lookAt(chosen.instances) : chosen;
  }

  private async choose(service: string, context: HealContext): Promise<Chosen> {
    const listing = await this.pm2.list(context);
    if (!listing.ok) return listing;
    const choice = chooseInstances(service, listing.services);
    return choice.ok ? choice : failure(choice.reason, choice.message);
  }
}

/** There is something to keep, and PM2 can run a second process beside it. */
function canReload(instances: readonly Pm2Process[]): boolean {
  return instances.every(({ cluster }) => cluster) && instances.some(isUp);
}

export const pm2: ServiceManagerDefinition = { name: 'pm2', title: 'PM2', manager: Pm2Manager };
