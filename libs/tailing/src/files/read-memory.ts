import { readSync } from 'node:fs';

/** One piece of memory that all files of a follower are read into, one after the other. */
export class ReadMemory {
  private bytes: Buffer;

  constructor(bytes: number) {
    this.bytes = Buffer.allocUnsafeSlow(bytes);
  }

  /**
   * Up to `length` bytes of a file; fewer at its end.
   *
   * @returns a view that the next call overwrites
   */
  read(descriptor: number, from: number, length: number): Buffer {
    if (this.bytes.length < length) this.bytes = Buffer.allocUnsafeSlow(length);
    return this.bytes.subarray(0, readSync(descriptor, this.bytes, 0, length, from));
  }
}
