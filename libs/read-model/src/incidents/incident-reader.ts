import type { DetectionRaised, HealSkipped } from '@app/contracts';
import type { Page, PageQuery } from '../page.js';
import type { IncidentView } from './incident-view.js';

export const INCIDENT_READER = Symbol('IncidentReader');

export interface IncidentPageQuery extends PageQuery {
  readonly status?: IncidentView['status'] | undefined;
  readonly service?: string | undefined;
  /** The id of the pattern, resource rule or probe. */
  readonly pattern?: string | undefined;
}

export interface IncidentRecord {
  readonly view: IncidentView;
  /** The newest. Not redacted. */
  readonly detection: DetectionRaised;
}

/** An open incident that no heal works on or waits for. */
export interface UnattendedIncident {
  readonly view: IncidentView;
  /** Why the last heal was not done; absent when none was thought of. */
  readonly skipped?: HealSkipped | undefined;
}

export interface IncidentReader {
  page(query: IncidentPageQuery): Promise<Page<IncidentView>>;
  find(id: string): Promise<IncidentRecord | undefined>;
  /** At most so many, newest first. */
  unattended(limit: number): Promise<readonly UnattendedIncident[]>;
  /** Open incidents, and the detections that were not healed in them because of a loop. */
  totals(): Promise<{ readonly open: number; readonly suppressed: number }>;
}
