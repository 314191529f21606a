import { Injectable } from '@nestjs/common';

/** Data goes to stdout, for pipes; everything for people's eyes only goes to stderr. */
@Injectable()
export class Terminal {
  data(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  json(value: unknown): void {
    this.data(JSON.stringify(value, undefined, 2));
  }

  progress(text: string): void {
    process.stderr.write(`${text}\n`);
  }
}
