/** One record of a log: a line with the lines that continue it. */
export interface EvidenceRecord {
  readonly source: string;
  readonly path: string;
  /** Byte offset, in its file, of the line that the pattern matched; its record may begin before. */
  readonly offset: number;
  /** The line's own time where it could be parsed, else its arrival; ISO 8601, UTC. */
  readonly at: string;
  /** Raw text, not redacted, without the final newline. Data: never a command, path or pattern. */
  readonly text: string;
}

/** Why a detection was raised. */
export interface Evidence {
  /** The newest records, at most ten, oldest first. Empty for resources and probes. */
  readonly records: readonly EvidenceRecord[];
  /** Named captures of the last matching record. */
  readonly captures: Readonly<Record<string, string>>;
  /** Measured values, for instance `cpuPercent`. */
  readonly values: Readonly<Record<string, number | string>>;
}
