import { blockFrequency } from './block-frequency.js';
import { hashBlock } from './block-hash.js';
import { foldCase } from './fold-case.js';
import {
  type Hits,
  type LiteralScanner,
  RECORD_LENGTH,
  type ScannerOptions,
} from './literal-scanner.js';
import { buildLiteralTable, type LiteralTable } from './literal-table.js';
import { buildShiftTable, FOUND, hashWindow, SHIFT_BITS, type ShiftTable } from './shift-table.js';

const NEWLINE = 10;

/** The scanner in plain TypeScript: the reference for the WebAssembly one, and its stand-in where that cannot run. */
export class PlainScanner implements LiteralScanner {
  private readonly table: LiteralTable;
  private readonly shiftTable: ShiftTable;
  private records = new Uint32Array(1024 * RECORD_LENGTH);
  private count = 0;
  /** Of the last hit: without it many hits in one long line would cost its length each. */
  private line = { start: 0, end: 0 };

  constructor(
    literals: readonly Uint8Array[],
    private readonly options: ScannerOptions,
  ) {
    this.table = buildLiteralTable(literals);
    this.shiftTable = buildShiftTable(this.table, blockFrequency(options));
  }

  scan(bytes: Uint8Array): Hits | undefined {
    const ready = this.options.anyCase ? foldCase(bytes) : bytes;
    return ready && this.search(ready);
  }

  private search(bytes: Uint8Array): Hits {
    const { window, shifts } = this.shiftTable;
    this.count = 0;
    this.line = { start: 0, end: 0 };
    let at = window - 1;
    while (at < bytes.length) {
      const hash = hashBlock(bytes[at - 2] ?? 0, bytes[at - 1] ?? 0, bytes[at] ?? 0);
      const shift = shifts[hash] ?? 1;
      if (shift > FOUND) this.verify(bytes, at - window + 1);
      at += shift & SHIFT_BITS;
    }
    return { count: this.count, records: this.records.subarray(0, this.count * RECORD_LENGTH) };
  }

  private verify(bytes: Uint8Array, position: number): void {
    const { window, masks, buckets, anchors } = this.shiftTable;
    const hash = hashWindow(bytes, position + window, masks);
    const end = buckets.starts[hash + 1] ?? 0;
    for (let item = buckets.starts[hash] ?? 0; item < end; item += 1) {
      const literal = buckets.items[item] ?? 0;
      const start = position - (anchors[literal] ?? 0);
      if (start >= 0 && this.occursAt(bytes, start, literal)) this.report(bytes, start, literal);
    }
  }

  private occursAt(bytes: Uint8Array, start: number, literal: number): boolean {
    const from = this.table.offsets[literal] ?? 0;
    const length = (this.table.offsets[literal + 1] ?? 0) - from;
    if (start + length > bytes.length) return false;
    for (let index = 0; index < length; index += 1) {
      if (bytes[start + index] !== this.table.bytes[from + index]) return false;
    }
    return true;
  }

  private report(bytes: Uint8Array, start: number, literal: number): void {
    const at = this.count * RECORD_LENGTH;
    if (at === this.records.length) {
      const larger = new Uint32Array(this.records.length * 2);
      larger.set(this.records);
      this.records = larger;
    }
    if (start < this.line.start || start >= this.line.end) this.line = lineAround(bytes, start);
    this.records[at] = this.line.start;
    this.records[at + 1] = this.line.end;
    this.records[at + 2] = literal;
    this.count += 1;
  }
}

function lineAround(
  bytes: Uint8Array,
  at: number,
): { readonly start: number; readonly end: number } {
  const end = bytes.indexOf(NEWLINE, at);
  return {
    start: bytes.lastIndexOf(NEWLINE, at) + 1,
    end: end === -1 ? bytes.length : end,
  };
}
