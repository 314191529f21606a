/**
 * Told of each line in which patterns may match, in order, once per line.
 *
 * @param start offset of the line's first byte
 * @param end offset behind its last byte, without the newline
 * @param patterns indexes of the patterns that may match, each once; reused, read it at once
 */
export type ReportCandidate = (start: number, end: number, patterns: readonly number[]) => void;

/**
 * Finds the lines that are worth a closer look, in raw bytes: nothing is decoded here.
 *
 * It may report a line in which nothing matches, but never leaves out one in which something does.
 */
export interface CandidateScanner {
  scan(bytes: Uint8Array, report: ReportCandidate): void;
}
