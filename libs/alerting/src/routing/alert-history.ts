import type { AlertMessage } from '@app/contracts';

export const ALERT_HISTORY = Symbol('AlertHistory');

/** What people were told before. Times in milliseconds since the epoch. */
export interface AlertHistory {
  /** The channels that got, or will get, an alert of an incident. Empty: nobody was told. */
  toldChannels(incidentId: string): Promise<readonly string[]>;
  /** When the same alert was last told, and how often it came since without being told. */
  lastTold(dedupKey: string): Promise<{ readonly at: number; readonly since: number } | undefined>;
  /** The newest alerts of incidents that have had no recovery, at most 1,000, since a moment. */
  open(since: number): Promise<readonly OpenAlert[]>;
  /** How many recoveries of a pattern of a service there were since a moment, told or not. */
  recoveries(subject: Pick<AlertMessage, 'service' | 'pattern'>, since: number): Promise<number>;
}

export type OpenAlert = Pick<
  AlertMessage,
  'kind' | 'severity' | 'service' | 'pattern' | 'incidentId'
>;
