import type { HealActionSpec } from '@app/contracts';

/** What a host can be asked to do. */
export type FleetOrder =
  | {
      readonly kind: 'heal';
      readonly action: HealActionSpec;
      /** By default the action's own. */
      readonly service?: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'pause';
      /** Null: every service. */
      readonly service: string | null;
      readonly minutes: number;
      readonly reason: string;
    }
  | { readonly kind: 'resume'; readonly service: string | null }
  /** The text of a pattern file, in place of the host's own. */
  | { readonly kind: 'config'; readonly text: string; readonly reason: string };

/** One order for one host. */
export interface FleetCommand {
  readonly id: string;
  readonly host: string;
  readonly order: FleetOrder;
  /** `api:key-name`, `cli:alice`. */
  readonly who: string;
  /** A host that hears of it later does nothing; ISO 8601, UTC. */
  readonly expiresAt: string;
}

/** How a host answered. `done`: a heal was accepted, and its events tell the rest. */
export interface FleetOutcome {
  readonly outcome: 'done' | 'refused' | 'expired';
  /** One line for people. */
  readonly message: string;
}

export interface FleetAnswer extends FleetOutcome {
  readonly id: string;
  readonly host: string;
}

/** A command with how it stands: without an outcome it waits for its host. */
export interface FleetCommandState extends FleetCommand {
  readonly requestedAt: string;
  readonly answer?: FleetOutcome;
}

/** Carries out what the fleet asks of this host. */
export interface CommandHandler {
  /** Once for each id, whatever dies in between: an id that was carried out has the outcome that it had. */
  carryOut(command: FleetCommand): Promise<FleetOutcome>;
}
