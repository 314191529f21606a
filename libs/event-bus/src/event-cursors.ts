export const EVENT_CURSORS = Symbol('EventCursors');

/** How far each follower of the event store has come, across restarts. What a follower has yet to read is kept. */
export interface EventCursors {
  /** Events are kept for it from now on, until it has read them; no change for one that is known. */
  enrol(follower: string): Promise<void>;
  /** It will read no more: nothing is kept for it, and it is forgotten how far it was. */
  leave(follower: string): Promise<void>;
  /** The sequence number up to which all is done; 0 when nothing is. */
  read(follower: string): Promise<number>;
  save(follower: string, sequence: number): Promise<void>;
}
