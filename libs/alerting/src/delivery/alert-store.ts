import type { AlertRaised } from '@app/contracts';

export const ALERT_STORE = Symbol('AlertStore');

/** One alert on its way to one channel. */
export interface Delivery {
  readonly id: string;
  readonly channel: string;
  /** Tries so far. */
  readonly attempts: number;
  readonly alert: AlertRaised;
}

/** The queue on disk: what is in it survives a restart. Times in milliseconds since the epoch. */
export interface AlertStore {
  /** Stores an alert and one delivery per channel; an alert that is there already stays as it is. */
  enqueue(alert: AlertRaised, channels: readonly string[]): Promise<void>;
  /** Whether people were told of an incident. */
  tellsOf(incidentId: string): Promise<boolean>;
  /** The oldest delivery of a channel that is not over, if its time has come. */
  nextDue(channel: string, now: number): Promise<Delivery | undefined>;
  delivered(deliveryId: string, at: number): Promise<void>;
  retryAt(deliveryId: string, at: number, error: string): Promise<void>;
  failed(deliveryId: string, error: string): Promise<void>;
}
