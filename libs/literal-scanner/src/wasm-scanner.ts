import { blockFrequency } from './block-frequency.js';
import {
  type Hits,
  type LiteralScanner,
  RECORD_LENGTH,
  type ScannerOptions,
} from './literal-scanner.js';
import { buildLiteralTable } from './literal-table.js';
import { buildNibbleMasks } from './nibble-masks.js';
import { scannerModule } from './scanner-module.js';
import { buildShiftTable } from './shift-table.js';
import { WasmMemory } from './wasm-memory.js';

/** Beyond this many literals the shift table is faster than the nibble look-ups. */
const FEW = 40;
/** Read past the input by at most one vector and one word. */
const SLACK_BYTES = 32;
const FIRST_CAPACITY = 4_096;
const QUEUE_LANES = 4;

interface ScannerExports {
  /** Whether the bytes hold no letter beyond ASCII that folds into it. */
  fold(input: number, length: number): number;
  layout(offsets: number, bytes: number, anchors: number): void;
  scanFew(
    input: number,
    length: number,
    output: number,
    capacity: number,
    masks: number,
    bucketStarts: number,
    bucketItems: number,
  ): number;
  scanMany(
    input: number,
    length: number,
    output: number,
    capacity: number,
    window: number,
    highMask: number,
    lowMask: number,
    shifts: number,
    bucketStarts: number,
    bucketItems: number,
    spare: number,
  ): number;
}

type Scan = (length: number) => number;

const always = (): boolean => true;

/** The scanner in WebAssembly with SIMD. */
export class WasmScanner implements LiteralScanner {
  private readonly memory = new WasmMemory();
  private readonly run: Scan;
  /** Makes the input ready; false when its letters cannot be folded byte by byte. */
  private readonly ready: (length: number) => boolean;
  /** Behind the tables lie, in this order: queue, hits, input. */
  private readonly tablesEnd: number;
  private capacity = FIRST_CAPACITY;

  constructor(literals: readonly Uint8Array[], options: ScannerOptions) {
    const instance = new WebAssembly.Instance(scannerModule(), {
      env: { memory: this.memory.memory },
    });
    const exports = instance.exports as unknown as ScannerExports;
    this.run = this.prepare(exports, literals, options);
    this.ready = options.anyCase ? (length) => exports.fold(this.input, length) !== 0 : always;
    this.tablesEnd = this.memory.used;
  }

  scan(bytes: Uint8Array): Hits | undefined {
    for (;;) {
      this.memory.ensure(this.input + bytes.length + SLACK_BYTES);
      this.memory.bytes.set(bytes, this.input);
      this.memory.bytes.fill(0, this.input + bytes.length, this.input + bytes.length + SLACK_BYTES);
      if (!this.ready(bytes.length)) return undefined;
      const count = this.run(bytes.length);
      if (count >= 0)
        return { count, records: this.memory.words(this.hits, count * RECORD_LENGTH) };
      this.capacity *= 4;
    }
  }

  private get hits(): number {
    return this.tablesEnd + this.capacity * QUEUE_LANES * 4;
  }

  private get input(): number {
    return this.hits + this.capacity * RECORD_LENGTH * 4;
  }

  private prepare(
    scanner: ScannerExports,
    literals: readonly Uint8Array[],
    options: ScannerOptions,
  ): Scan {
    const table = buildLiteralTable(literals);
    const build = table.count <= FEW ? buildNibbleMasks : buildShiftTable;
    const tables = build(table, blockFrequency(options));
    scanner.layout(
      this.memory.place(table.offsets),
      this.memory.place(table.bytes),
      this.memory.place(tables.anchors),
    );
    const starts = this.memory.place(tables.buckets.starts);
    const items = this.memory.place(tables.buckets.items);
    if ('nibbles' in tables) {
      const masks = this.memory.place(tables.nibbles);
      return (length) =>
        scanner.scanFew(this.input, length, this.hits, this.capacity, masks, starts, items);
    }
    const shifts = this.memory.place(tables.shifts);
    return (length) =>
      scanner.scanMany(
        this.input,
        length,
        this.hits,
        this.capacity,
        tables.window,
        tables.masks.high,
        tables.masks.low,
        shifts,
        starts,
        items,
        this.tablesEnd,
      );
  }
}
