import { runAsList } from './run-as-list.js';
import type { Say } from './say.js';

/** What takes long is seen to go on: as a list that moves on a terminal, as plain lines elsewhere. */
export class Progress {
  /** @param stream where people look while data goes to stdout */
  constructor(private readonly stream: NodeJS.WriteStream) {}

  /** @returns and throws what the work does */
  run<T>(title: string, work: (say: Say) => Promise<T>): Promise<T> {
    // A terminal without a width, as some build servers have, would get a letter a line.
    if (this.stream.isTTY && this.stream.columns > 0) return runAsList(this.stream, title, work);
    this.line(title);
    return work((detail) => {
      this.line(`  ${detail}`);
    });
  }

  private line(text: string): void {
    this.stream.write(`${text}\n`);
  }
}
