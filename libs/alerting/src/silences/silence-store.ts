import type { AlertKind, Severity } from '@app/contracts';

export const SILENCE_STORE = Symbol('SilenceStore');

/** What a silence covers: an alert that fits every matcher that is given. Without any: all alerts. */
export interface SilenceMatchers {
  readonly service?: string;
  /** The id of a pattern, resource rule or probe. */
  readonly pattern?: string;
  readonly severity?: Severity;
  readonly kind?: AlertKind;
}

/** No alerts for a while. It always expires. Times in ISO 8601, UTC. */
export interface Silence {
  readonly id: string;
  readonly matchers: SilenceMatchers;
  readonly reason: string;
  /** For instance `cli:alice` or `api:key-name`. */
  readonly createdBy: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface SilenceStore {
  create(silence: Silence): Promise<void>;
  find(id: string): Promise<Silence | undefined>;
  /** Those that are in force at a moment (ISO 8601, UTC), the first to end first. */
  active(at: string): Promise<readonly Silence[]>;
  /** The newest first, ended ones included. */
  list(limit: number): Promise<readonly Silence[]>;
  /** Ends one at a moment; false when there is none by that id or it has ended already. */
  end(id: string, at: string): Promise<boolean>;
}
