import type { AlertMessage } from '@app/contracts';
import type { Page, PageQuery } from '../page.js';
import type { AlertSummary } from './alert-view.js';

export const ALERT_READER = Symbol('AlertReader');

export interface AlertRecord {
  readonly summary: AlertSummary;
  readonly message: AlertMessage;
}

/** Alerts and how far each has come on its way to each channel. */
export interface AlertReader {
  page(query: PageQuery): Promise<Page<AlertSummary>>;
  find(id: string): Promise<AlertRecord | undefined>;
  /** The newest hundred, newest first. */
  ofIncident(incidentId: string): Promise<readonly AlertSummary[]>;
}
