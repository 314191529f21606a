export const EVENT_ARCHIVE = Symbol('EventArchive');

export interface ForgottenEvents {
  readonly gone: number;
  /** Where to go on; undefined when nothing older is left to look at. */
  readonly next: number | undefined;
}

/** Keeps the store of events from growing for ever. */
export interface EventArchive {
  /**
   * Forgets events from before a moment (ISO 8601, UTC), a bounded number at once, so that nobody waits
   * long for the store. Kept, however old: what no watchdog has handled yet, what a follower of the store
   * (EventCursors) has yet to read, and what belongs to an incident that is open or ended after that moment.
   *
   * @param after the sequence number to begin behind: 0, then what `next` says
   */
  forget(before: string, after: number): Promise<ForgottenEvents>;
}
