import type { AlertRaised } from '@app/contracts';

export const ALERT_STORE = Symbol('AlertStore');

/** One alert on its way to one channel. */
export interface Delivery {
  readonly id: string;
  readonly channel: string;
  /** Tries so far. */
  readonly attempts: number;
  readonly alert: AlertRaised;
  /** ISO 8601, UTC: when the alert was made. */
  readonly createdAt: string;
  /** A try was cut off, so nobody knows whether it arrived. */
  readonly cutOff: boolean;
  /** What the channel gave for an earlier message of the same incident. */
  readonly thread?: string;
}

/** Where one alert goes, and when at the earliest (milliseconds since the epoch). */
export interface PlannedDelivery {
  readonly channel: string;
  readonly dueAt: number;
  /** Deliveries of one key that are due together become one message; absent: never. */
  readonly groupKey?: string;
  /** Why it is not sent at all; it is kept for whoever looks it up. */
  readonly suppressed?: string;
}

export interface AlertPlan {
  readonly deliveries: readonly PlannedDelivery[];
  /** Alerts that say the same have the same. */
  readonly dedupKey?: string;
  /** What is to be known of the message itself. */
  readonly note?: string;
}

/** The queue on disk: what is in it survives a restart. Times in milliseconds since the epoch. */
export interface AlertStore {
  /**
   * Stores an alert and one delivery per channel of the plan. Earlier deliveries of the same incident
   * that still wait for their time come forward with it, so that the story keeps its order.
   *
   * @returns false when the alert is there already; it then stays as it is
   */
  enqueue(alert: AlertRaised, plan: AlertPlan): Promise<boolean>;
  /** The alerts that a channel has owed since before a moment; none that is held back on purpose. The oldest first, at most 500. */
  overdue(channel: string, since: number): Promise<readonly string[]>;
  /** Sends a stored alert to one more channel; nothing when it goes there already. */
  addDelivery(alertId: string, delivery: PlannedDelivery): Promise<void>;
  /**
   * What to send next: the oldest delivery whose time has come and that no earlier one of its incident
   * precedes, with the others of its group that are due. Empty when there is nothing to do now.
   */
  nextDue(channel: string, now: number): Promise<readonly Delivery[]>;
  /** Notes that a try begins, so that one that is cut off is known as such. */
  sending(deliveryIds: readonly string[], at: number): Promise<void>;
  /** @param thread what the channel gave to find the message again, for these deliveries' incidents */
  delivered(deliveryIds: readonly string[], at: number, thread?: string): Promise<void>;
  /** @param cutOff the try may have arrived all the same */
  retryAt(
    deliveryIds: readonly string[],
    at: number,
    error: string,
    cutOff: boolean,
  ): Promise<void>;
  failed(deliveryIds: readonly string[], error: string): Promise<void>;
  /** Gives up what has waited for a channel since before a moment; returns how many. */
  expire(channel: string, createdBefore: number, reason: string): Promise<number>;
}
