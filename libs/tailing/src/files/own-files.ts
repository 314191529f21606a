import { continues } from './content-signature.js';
import type { FilePosition, KnownFiles } from './file-position.js';
import type { FileHolder, FileRegistry } from './file-registry.js';
import { FinishedFiles } from './finished-files.js';
import type { LogFile } from './log-file.js';
import type { OpenedFile } from './open-file.js';

/** The files of one stream: open ones, ones that are known but not open, and ones that are done with. */
export class OwnFiles implements FileHolder {
  private files: LogFile[] = [];
  private closed: readonly FilePosition[] = [];
  private readonly finished = new FinishedFiles();

  constructor(private readonly registry: FileRegistry) {}

  /** Those that may have unread lines, in the order in which they were written. */
  get open(): readonly LogFile[] {
    return this.files;
  }

  get newest(): LogFile | undefined {
    return this.files.at(-1);
  }

  /** Undefined before any file was met. */
  known(): KnownFiles | undefined {
    const earlier = this.files.length > 0 ? this.files.map((file) => file.position()) : this.closed;
    const newest = earlier.at(-1);
    return newest && { newest, earlier: earlier.slice(0, -1), finished: this.finished.all() };
  }

  /** Takes over a state without opening anything. */
  reserve({ newest, earlier, finished }: KnownFiles): void {
    this.closed = [...earlier, newest];
    for (const position of finished) this.finished.add(position);
    for (const { identity } of [...this.closed, ...finished]) this.registry.hold(identity, this);
  }

  /** Adds files before another, or at the end. */
  add(files: readonly LogFile[], before?: LogFile): void {
    const at = before ? this.files.indexOf(before) : this.files.length;
    this.files.splice(at, 0, ...files);
    for (const { identity } of files) {
      this.finished.delete(identity);
      this.registry.hold(identity, this);
    }
  }

  moveToEnd(file: LogFile): void {
    this.files = [...this.files.filter((each) => each !== file), file];
  }

  /** Closes a file that is done with. */
  finish(file: LogFile): void {
    const position = file.position();
    this.files = this.files.filter((each) => each !== file);
    if (this.files.length === 0) this.closed = [position];
    file.close();
    const isKept = position.offset > 0 && !file.isDeleted;
    if (!isKept) this.registry.release(file.identity, this);
    if (isKept) this.finished.add(position);
    else if (position.offset > 0) this.finished.addDeleted(position);
  }

  /** Closes a file whose lines go on in another. */
  drop(file: LogFile): void {
    this.files = this.files.filter((each) => each !== file);
    file.close();
    this.registry.release(file.identity, this);
  }

  /** Notes a file that holds nothing that was not read, or will be read elsewhere. */
  addFinished(position: FilePosition): void {
    this.finished.add(position);
    this.registry.hold(position.identity, this);
  }

  isFinished(identity: string): boolean {
    return this.finished.has(identity);
  }

  /** Whether a file is being read, or was. */
  has(identity: string): boolean {
    return this.isOpen(identity) || this.isFinished(identity);
  }

  finishedAt(file: OpenedFile): FilePosition | undefined {
    return this.finished.positionOf(file);
  }

  /**
   * Whether a file holds nothing but what one of these files, but for `except`, began with; an empty one
   * is no copy.
   */
  haveCopyIn(file: OpenedFile, except?: LogFile): boolean {
    if (file.stats.size === 0) return false;
    return (
      this.files.some((each) => each !== except && each.hasCopyIn(file)) ||
      this.finished.hasCopyIn(file)
    );
  }

  isOurs(file: OpenedFile): boolean {
    const { identity, size } = file.stats;
    return (
      this.isOpen(identity) ||
      this.finished.positionOf(file) !== undefined ||
      this.closed.some(
        (position) => position.identity === identity && continues(file.descriptor, size, position),
      )
    );
  }

  /** Cheaper than `isTakenByAnother`, which needs the file open. */
  mayBeAnothers(identity: string): boolean {
    const holder = this.registry.holderOf(identity);
    return holder !== undefined && holder !== this;
  }

  isTakenByAnother(file: OpenedFile): boolean {
    return this.registry.isTaken(file, this);
  }

  fileOf(identity: string | null): LogFile | undefined {
    return this.files.find((file) => file.identity === identity);
  }

  isOpen(identity: string): boolean {
    return this.fileOf(identity) !== undefined;
  }

  /** Keeps the list of finished files short. */
  forgetFinished(): void {
    for (const identity of this.finished.prune()) this.registry.release(identity, this);
  }

  /** Closes all descriptors and keeps the state. */
  rest(): void {
    const known = this.known();
    for (const file of this.files) file.close();
    this.files = [];
    if (known) this.reserve(known);
  }

  /** Closes all descriptors and lets others read the files. */
  dispose(): void {
    this.rest();
    for (const { identity } of [...this.closed, ...this.finished.all()])
      this.registry.release(identity, this);
  }
}
