import {
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { FollowedFolder } from './followed-folder.js';

const LOG = 'a.log';
const MOST_ROUNDS = 300;
const ROUNDS_FOR_DUPLICATES = 4;

/** What a program, its log rotation and the follower may do, in any order. */
export type LogAction =
  | { readonly do: 'write'; readonly lines: number; readonly length: number }
  | { readonly do: 'write-part' }
  | { readonly do: 'rename'; readonly create: boolean; readonly reopen: boolean }
  | { readonly do: 'reopen' }
  | { readonly do: 'copytruncate' }
  | { readonly do: 'compress' }
  | { readonly do: 'truncate' }
  | { readonly do: 'delete' }
  | { readonly do: 'pull' }
  | { readonly do: 'drain' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'crash' }
  | { readonly do: 'start' };

interface ModelFile {
  lines: string[];
  /** Whether the follower has seen it at the path since it was last started. */
  isHeld: boolean;
  isDeleted: boolean;
  /** Whether nobody but its writer can reach it any more. */
  isLost: boolean;
}

/**
 * A log in a real folder together with what is known of it: which lines must come out exactly once, and
 * which may be lost because they were destroyed before anybody could read them.
 */
export class LogModel {
  readonly written: string[] = [];
  readonly excused = new Set<string>();
  private readonly named = new Map<string, ModelFile>();
  private writer: { readonly descriptor: number; readonly file: ModelFile } | undefined;
  private part: string | undefined;
  private isRunning = true;

  /** @param source what is followed: the log, or a glob that also matches what rotation makes of it */
  constructor(
    private readonly logs: FollowedFolder,
    private readonly source = LOG,
  ) {}

  async run(action: LogAction): Promise<void> {
    switch (action.do) {
      case 'write':
        for (let i = 0; i < action.lines; i += 1) this.write(action.length);
        break;
      case 'write-part':
        this.writePart();
        break;
      case 'rename':
        this.rename(action);
        break;
      case 'reopen':
        this.reopen();
        break;
      case 'copytruncate':
        this.copyTruncate();
        break;
      case 'compress':
        this.compress();
        break;
      case 'truncate':
        this.truncate();
        break;
      case 'delete':
        this.delete();
        break;
      default:
        await this.follow(action.do, action.do === 'wait' ? action.ms : 0);
    }
  }

  /** Brings everything to rest, so that all that can be read was read. */
  async finish(): Promise<void> {
    this.completePart();
    await this.follow('start');
    for (let i = 0; i < MOST_ROUNDS && !this.isComplete(); i += 1) await this.settle();
    for (let i = 0; i < ROUNDS_FOR_DUPLICATES; i += 1) await this.settle();
    if (this.writer) closeSync(this.writer.descriptor);
  }

  /**
   * A pull may give what was read before; only a drain ends with a look at the path. A glob is scanned in
   * the background, so only lines that came prove that it has met the file; and while an archive is being
   * expanded, only an open descriptor does.
   */
  private isSurelySeen({ lines }: ModelFile, what: 'pull' | 'drain'): boolean {
    if (this.source === LOG) return what === 'drain' && (!this.hasArchives() || this.isOpen());
    const seen = new Set(this.logs.lines);
    return lines.some((line) => seen.has(line));
  }

  private hasArchives(): boolean {
    return [...this.named.keys()].some((name) => name.endsWith('.gz'));
  }

  /** Whether anybody but the writer has the log open. */
  private isOpen(): boolean {
    const log = this.logs.at(LOG);
    const open = readdirSync('/proc/self/fd').filter((fd) => linkOf(`/proc/self/fd/${fd}`) === log);
    return open.length > (this.writer?.file === this.named.get(LOG) ? 1 : 0);
  }

  private isComplete(): boolean {
    const seen = new Set(this.logs.lines);
    return this.written.every((line) => seen.has(line) || this.excused.has(line));
  }

  private async settle(): Promise<void> {
    await this.follow('drain');
    await this.logs.clock.advance(7_000);
    await backgroundWork();
  }

  private async follow(what: LogAction['do'], ms = 0): Promise<void> {
    if (what === 'start' && !this.isRunning) {
      await this.logs.start({ path: this.source, startAt: 'beginning' });
      this.isRunning = true;
    } else if (what === 'crash' && this.isRunning) {
      await this.logs.crash();
      this.isRunning = false;
      for (const file of this.files()) if (file.isDeleted) this.lose(file);
    } else if (what === 'wait' && this.writer?.file.isDeleted !== true) {
      await this.logs.clock.advance(ms);
    } else if ((what === 'pull' || what === 'drain') && this.isRunning) {
      await this.logs[what]();
      const file = this.named.get(LOG);
      if (file && this.isSurelySeen(file, what)) file.isHeld = true;
    }
  }

  private write(length: number): void {
    this.completePart();
    this.append(`${this.nextLine(length)}\n`);
  }

  private writePart(): void {
    this.completePart();
    const line = this.nextLine(20);
    this.append(line.slice(0, 10));
    this.part = `${line.slice(10)}\n`;
  }

  private completePart(): void {
    const { part } = this;
    this.part = undefined;
    if (part !== undefined) this.append(part);
  }

  private nextLine(length: number): string {
    const line = `${String(this.written.length)} ${'x'.repeat(length)}`;
    this.written.push(line);
    const { file } = this.open();
    file.lines.push(line);
    if (file.isLost) this.excused.add(line);
    return line;
  }

  private append(text: string): void {
    writeSync(this.open().descriptor, text);
  }

  private open(): { readonly descriptor: number; readonly file: ModelFile } {
    if (this.writer) return this.writer;
    const descriptor = openSync(this.logs.at(LOG), 'a');
    const file = this.named.get(LOG) ?? newFile();
    this.named.set(LOG, file);
    return (this.writer = { descriptor, file });
  }

  private reopen(): void {
    this.completePart();
    if (this.writer) closeSync(this.writer.descriptor);
    this.writer = undefined;
  }

  private rename({ create, reopen }: { create: boolean; reopen: boolean }): void {
    const file = this.named.get(LOG);
    if (!file) return;
    this.shift();
    renameSync(this.logs.at(LOG), this.logs.at(`${LOG}.1`));
    this.named.set(`${LOG}.1`, file);
    this.named.delete(LOG);
    if (create) this.create(LOG);
    if (reopen) this.reopen();
  }

  /**
   * Only what nobody writes to any more, as logrotate does with `delaycompress`. A glob does not find
   * what was compressed before anybody saw it.
   */
  private compress(): void {
    const [name, archive] = [`${LOG}.1`, `${LOG}.1.gz`];
    const file = this.named.get(name);
    if (!file || this.writer?.file === file) return;
    if (this.source !== LOG && !file.isHeld) return;
    const [path, { atime, mtime }] = [this.logs.at(name), statSync(this.logs.at(name))];
    writeFileSync(this.logs.at(archive), gzipSync(readFileSync(path)));
    utimesSync(this.logs.at(archive), atime, mtime);
    unlinkSync(path);
    this.named.delete(name);
    this.named.set(archive, file);
  }

  private create(name: string): ModelFile {
    writeFileSync(this.logs.at(name), '');
    const file = newFile();
    this.named.set(name, file);
    return file;
  }

  private shift(): void {
    for (let n = this.named.size; n >= 1; n -= 1)
      for (const ending of ['', '.gz'])
        this.moveOn(`${LOG}.${String(n)}${ending}`, `${LOG}.${String(n + 1)}${ending}`);
  }

  private moveOn(from: string, to: string): void {
    const file = this.named.get(from);
    if (!file) return;
    renameSync(this.logs.at(from), this.logs.at(to));
    this.named.set(to, file);
    this.named.delete(from);
  }

  private copyTruncate(): void {
    const file = this.named.get(LOG);
    if (!file) return;
    this.completePart();
    this.shift();
    copyFileSync(this.logs.at(LOG), this.logs.at(`${LOG}.1`));
    const copy = { ...newFile(), lines: [...file.lines] };
    this.named.set(`${LOG}.1`, copy);
    file.lines = [];
    truncateSync(this.logs.at(LOG));
  }

  private truncate(): void {
    const file = this.named.get(LOG);
    if (!file) return;
    this.completePart();
    this.excuse(file.lines);
    file.lines = [];
    truncateSync(this.logs.at(LOG));
  }

  private delete(): void {
    const file = this.named.get(LOG);
    if (!file) return;
    this.named.delete(LOG);
    unlinkSync(this.logs.at(LOG));
    file.isDeleted = true;
    this.unlinked.push(file);
    if (!this.isRunning || !file.isHeld) this.lose(file);
  }

  private readonly unlinked: ModelFile[] = [];

  private files(): ModelFile[] {
    for (const file of this.named.values()) file.isHeld = false;
    return this.unlinked;
  }

  private lose(file: ModelFile): void {
    file.isLost = true;
    this.excuse(file.lines);
  }

  private excuse(lines: readonly string[]): void {
    const committed = new Set(this.logs.lines);
    for (const line of lines) if (!committed.has(line)) this.excused.add(line);
  }
}

/** Lets a scan for new files that is under way come to its end. */
async function backgroundWork(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function linkOf(descriptor: string): string | undefined {
  try {
    return readlinkSync(descriptor);
  } catch {
    return undefined;
  }
}

function newFile(): ModelFile {
  return { lines: [], isHeld: false, isDeleted: false, isLost: false };
}
