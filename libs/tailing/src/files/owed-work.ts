import { NotReady } from './not-ready.js';
import type { StoredBacklog } from './file-position.js';
import type { LogFile } from './log-file.js';

/** What is to be done before a file, and all after it, may be read. */
export interface Owed {
  /** Undefined: before all files that are still to come. */
  readonly before: LogFile | undefined;
  /**
   * Does what can be done now; returns whether all of it is done.
   *
   * @throws NotReady when nothing can be done before an archive is expanded
   */
  work(now: number): boolean;
  /** What to remember of it across a restart; absent where the restart finds it out by itself. */
  stored?(): StoredBacklog;
}

/** What a stream owes before it goes on, in the order of its files. */
export class OwedWork {
  private list: Owed[] = [];

  get isDone(): boolean {
    return this.list.length === 0;
  }

  /** To be done before what is owed already: it concerns older files. */
  addFirst(owed: Owed): void {
    this.list.unshift(owed);
  }

  addLast(owed: Owed): void {
    this.list.push(owed);
  }

  /** Does what can be done; what is owed later waits for what is owed first. */
  work(now: number): void {
    for (let next = this.list[0]; next && isDoneBy(next, now); next = this.list[0]) {
      const done = next;
      this.list = this.list.filter((each) => each !== done);
    }
  }

  /** Whether a file, and all after it, must not be read yet. */
  blocks(file: LogFile): boolean {
    return this.list.some(({ before }) => before === file);
  }

  stored(): StoredBacklog[] {
    return this.list.flatMap((owed) => owed.stored?.() ?? []);
  }

  clear(): void {
    this.list = [];
  }
}

function isDoneBy(owed: Owed, now: number): boolean {
  try {
    return owed.work(now);
  } catch (error) {
    if (error instanceof NotReady) return false;
    throw error;
  }
}
