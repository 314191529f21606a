export const ALERT_HISTORY = Symbol('AlertHistory');

/** What people were told before. Times in milliseconds since the epoch. */
export interface AlertHistory {
  /** The channels that got, or will get, an alert of an incident. Empty: nobody was told. */
  toldChannels(incidentId: string): Promise<readonly string[]>;
}
