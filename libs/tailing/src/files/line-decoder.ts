/** Reads the lines that a file's lines tell of, where each of them is wrapped in something. */
export interface LineDecoder {
  /**
   * @param lines as they stand in the file; lent
   * @returns whole lines, lent until the next call; what is no whole line yet is held
   */
  decode(lines: Uint8Array): Uint8Array;
  /** What is held, as lines of their own, lent until the next call; then nothing is held. */
  release(): Uint8Array;
  /** Lines that could not be read and were handed on as they stand. */
  readonly brokenLines: number;
  /** What is held, for whoever goes on after a restart; undefined when nothing is. */
  readonly held: string | undefined;
}

/** @param held what another decoder of the same file held; undefined at first */
export type CreateDecoder = (held: string | undefined) => LineDecoder;
