export const EVENT_CURSORS = Symbol('EventCursors');

/** How far each follower of the event store has come, across restarts. */
export interface EventCursors {
  /** The sequence number up to which all is done; 0 when nothing is. */
  read(follower: string): Promise<number>;
  save(follower: string, sequence: number): Promise<void>;
}
