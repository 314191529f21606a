import type { Page, PageQuery } from '../page.js';
import type { HealSummary } from './heal-view.js';

export const HEAL_READER = Symbol('HealReader');

export interface HealPageQuery extends PageQuery {
  readonly status?: HealSummary['status'] | undefined;
  readonly service?: string | undefined;
}

/** A heal with what its page shows besides. Not redacted. */
export interface HealRecord {
  readonly summary: HealSummary;
  /** What triggered it; absent when a person asked. */
  readonly detected?: { readonly title: string; readonly at: string } | undefined;
  readonly expiresAt?: string | undefined;
}

/** Heals for people to look at. */
export interface HealReader {
  page(query: HealPageQuery): Promise<Page<HealSummary>>;
  find(id: string): Promise<HealRecord | undefined>;
  /** The newest hundred, newest first. */
  ofIncident(incidentId: string): Promise<readonly HealSummary[]>;
  /** Those that are not over, or wait for a person; at most 200, newest first. */
  unfinished(): Promise<readonly HealRecord[]>;
  /** @param since ISO 8601, UTC */
  countSince(since: string): Promise<number>;
}
