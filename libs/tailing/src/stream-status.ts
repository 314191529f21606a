/** One followed log, for whoever asks what is watched. */
export interface StreamStatus {
  readonly sourceId: string;
  readonly path: string;
  /** Bytes that were not read when the log was last looked at. */
  readonly unreadBytes: number;
  /** Lines over the limit since the follower was started. */
  readonly cutLines: number;
  /** Lines that are not in the source's format; those of files are handed on as they stand. Absent when none. */
  readonly brokenLines?: number;
  /** Why it cannot be read now: an error code or a phrase. Absent while all is well, or nothing is there yet. */
  readonly problem?: string;
}
