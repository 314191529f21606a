const PAGE = 65_536;
const ALIGNMENT = 16;

/** A WebAssembly memory that is filled from its start and grows as needed. */
export class WasmMemory {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  /** Bytes taken so far, aligned. */
  used = ALIGNMENT;

  get bytes(): Uint8Array {
    return new Uint8Array(this.memory.buffer);
  }

  /** Copies a table in and returns its address. */
  place(table: Uint8Array | Uint32Array): number {
    const address = this.used;
    this.used = Math.ceil((address + table.byteLength) / ALIGNMENT) * ALIGNMENT;
    this.ensure(this.used);
    this.bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), address);
    return address;
  }

  ensure(size: number): void {
    const missing = size - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
  }

  words(address: number, count: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, count);
  }
}
