const NEWLINE = 0x0a;
const FIRST_BYTES = 64 * 1024;

/** Memory for decoded lines, written again with every piece; all logs of a source share it. */
export class DecodedLines {
  private memory = Buffer.alloc(0);
  private length = 0;

  /** @param expected bytes that will likely do */
  begin(expected: number): void {
    this.length = 0;
    this.ensure(Math.max(expected, FIRST_BYTES));
  }

  /** Adds a line, without its newline. */
  addBytes(bytes: Uint8Array, from: number, to: number): void {
    this.ensure(this.length + to - from + 1);
    this.memory.set(bytes.subarray(from, to), this.length);
    this.length += to - from;
    this.memory[this.length] = NEWLINE;
    this.length += 1;
  }

  addText(text: string): void {
    const bytes = Buffer.from(text);
    this.addBytes(bytes, 0, bytes.length);
  }

  end(): Uint8Array {
    return this.memory.subarray(0, this.length);
  }

  private ensure(size: number): void {
    if (size <= this.memory.length) return;
    const larger = Buffer.alloc(Math.max(size, this.memory.length * 2));
    this.memory.copy(larger, 0, 0, this.length);
    this.memory = larger;
  }
}
