import type { Type } from '@nestjs/common';
import type { HealContext, HealFailure, HealOutcome } from '../heal-action.js';

export const serviceManagerNames = ['pm2', 'systemd', 'docker', 'kubernetes'] as const;
export type ServiceManagerName = (typeof serviceManagerNames)[number];

/** How a service stands, in its manager's own words. */
export interface ServiceLook {
  readonly ok: true;
  /** Every process of it runs, as far as the manager knows. */
  readonly up: boolean;
  /** Another text as soon as one of its processes is another one than before. */
  readonly identity: string;
  /** For people, for instance `0 online as process 4711`. */
  readonly detail: string;
}

/** What runs services and starts them again: PM2, systemd, Docker or Kubernetes. */
export interface ServiceManager {
  /**
   * Puts new processes in the place of the old ones, and believes it only when they stay up.
   *
   * A service that an operator stopped is refused (`refused`), one that nobody knows is `not-found`.
   * Where the manager can run old and new side by side, the old ones stay until the new ones are up.
   */
  restart(service: string, context: HealContext): Promise<HealOutcome>;
  /** Looks, and changes nothing. Refuses and fails as `restart` does. */
  look(service: string, context: HealContext): Promise<ServiceLook | HealFailure>;
}

/** What the registry knows of a manager. */
export interface ServiceManagerDefinition {
  readonly name: ServiceManagerName;
  /** As people call it. */
  readonly title: string;
  readonly manager: Type<ServiceManager>;
}
