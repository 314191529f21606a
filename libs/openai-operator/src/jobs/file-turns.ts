/** Null: not known yet, so it may be any. */
type File = string | null;

interface Waiting {
  readonly file: File;
  readonly start: () => void;
}

/**
 * Lets work run side by side, up to a limit, but one at a time for each file. Work whose file is not known
 * runs alone. Nobody is overtaken by somebody who wants the same file.
 */
export class FileTurns {
  private readonly running: File[] = [];
  private waiting: readonly Waiting[] = [];

  constructor(private readonly limit: number) {}

  /** @param signal aborted, the work need not wait for its turn: it begins at once, to say that it will not */
  async run<T>(file: File, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (!(await this.turn(file, signal))) return work();
    try {
      return await work();
    } finally {
      this.running.splice(this.running.indexOf(file), 1);
      this.next();
    }
  }

  /** @returns false when the signal came first */
  private turn(file: File, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const gone = (): void => {
        this.waiting = this.waiting.filter((other) => other !== entry);
        resolve(false);
        this.next();
      };
      const start = (): void => {
        signal.removeEventListener('abort', gone);
        resolve(true);
      };
      const entry: Waiting = { file, start };
      signal.addEventListener('abort', gone, { once: true });
      this.waiting = [...this.waiting, entry];
      this.next();
    });
  }

  private next(): void {
    const ahead = [...this.running];
    for (const entry of this.waiting) {
      const mayStart =
        this.running.length < this.limit && !ahead.some((file) => collide(file, entry.file));
      ahead.push(entry.file);
      if (!mayStart) continue;
      this.waiting = this.waiting.filter((other) => other !== entry);
      this.running.push(entry.file);
      entry.start();
    }
  }
}

function collide(a: File, b: File): boolean {
  return a === null || b === null || a === b;
}
