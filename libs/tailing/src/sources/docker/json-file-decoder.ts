import { z } from 'zod';
import type { LineDecoder } from '../../files/line-decoder.js';
import type { DecodedLines } from '../decoded-lines.js';

const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const HEAD = Buffer.from('{"log":"');
/** What stands behind a whole line without any escape in it. */
const TAIL = Buffer.from('\\n","stream":"');
/** Docker cuts lines at 16 KB; what is put together again is bounded all the same. */
const LONGEST_HELD_CHARS = 1_048_576;
/** The parts of a line come right one after another: what stays alone for longer is all there is. */
const LONGEST_PAUSE_MS = 5_000;

const entrySchema = z.object({
  log: z.string(),
  stream: z.string().default(''),
  time: z.string().default(''),
});
type Entry = z.output<typeof entrySchema>;

const heldSchema = z.record(z.string(), z.object({ log: z.string(), time: z.string() }));
type Held = Pick<Entry, 'log' | 'time'>;

/**
 * The lines that a container wrote, out of Docker's json-file format: one entry a line, whose text ends
 * with a newline where it ends a line. Output and errors are put together apart, as they are written in
 * turns. A line that is no entry is handed on as it stands.
 */
export class JsonFileDecoder implements LineDecoder {
  brokenLines = 0;
  private readonly parts: Map<string, Held>;

  constructor(
    held: string | undefined,
    private readonly out: DecodedLines,
  ) {
    this.parts = new Map(Object.entries(readHeld(held)));
  }

  get held(): string | undefined {
    return this.parts.size === 0 ? undefined : JSON.stringify(Object.fromEntries(this.parts));
  }

  decode(lines: Uint8Array): Uint8Array {
    const input = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength);
    this.out.begin(input.length);
    for (let start = 0; start < input.length;) {
      const newline = input.indexOf(NEWLINE, start);
      const end = newline === -1 ? input.length : newline;
      if (!this.copyPlain(input, start, end)) this.read(input.subarray(start, end));
      start = end + 1;
    }
    return this.out.end();
  }

  release(): Uint8Array {
    this.out.begin(0);
    for (const { log } of this.parts.values()) this.out.addText(log);
    this.parts.clear();
    return this.out.end();
  }

  /** Most lines need no reading: no part is held, and nothing in them is escaped. */
  private copyPlain(input: Buffer, start: number, end: number): boolean {
    if (this.parts.size > 0) return false;
    const from = start + HEAD.length;
    if (input.compare(HEAD, 0, HEAD.length, start, Math.min(from, end)) !== 0) return false;
    const to = input.indexOf(BACKSLASH, from);
    if (to === -1 || to + TAIL.length > end) return false;
    if (input.compare(TAIL, 0, TAIL.length, to, to + TAIL.length) !== 0) return false;
    if (input.indexOf(QUOTE, from) !== to + 2) return false;
    this.out.addBytes(input, from, to);
    return true;
  }

  private read(line: Buffer): void {
    const entry = readEntry(line.toString());
    if (!entry) {
      this.handOn(line);
      return;
    }
    const before = this.partBefore(entry);
    const log = before + entry.log;
    if (log.endsWith('\n')) this.out.addText(log.slice(0, -1));
    else if (log.length > LONGEST_HELD_CHARS) this.out.addText(log);
    else this.parts.set(entry.stream, { log, time: entry.time });
  }

  /** Better read by people than lost: whatever wrote it. */
  private handOn(line: Buffer): void {
    if (line.length === 0) return;
    this.brokenLines += 1;
    this.out.addBytes(line, 0, line.length);
  }

  /** Takes the part that the entry goes on with; one that is too old is a line of its own. */
  private partBefore({ stream, time }: Entry): string {
    const part = this.parts.get(stream);
    if (!part) return '';
    this.parts.delete(stream);
    if (!(Date.parse(time) - Date.parse(part.time) > LONGEST_PAUSE_MS)) return part.log;
    this.out.addText(part.log);
    return '';
  }
}

function readEntry(line: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function readHeld(held: string | undefined): Record<string, Held> {
  if (held === undefined) return {};
  try {
    return heldSchema.safeParse(JSON.parse(held)).data ?? {};
  } catch {
    return {};
  }
}
