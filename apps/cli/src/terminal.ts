import { Injectable } from '@nestjs/common';

const ESCAPE = '\x1b';
/** A colour as picocolors writes it (without its first character); or what acts on a terminal, or hides or turns text. */
const COLOR_OR_ACT = /[^\P{Cc}\n\t](\[(?:0|1|2|22|3[0-9]|9[0-7])m)|[^\P{C}\n\t]/gu;

/** Text as it may be shown: what a log brought into it never reaches the terminal as a command. */
export function showable(text: string): string {
  return text.replace(COLOR_OR_ACT, (_found, color: string | undefined) =>
    color === undefined ? '' : ESCAPE + color,
  );
}

/** The same JSON value, with the like as escapes. */
export function showableJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/[^\P{C}\n]/gu, (found) =>
    [...Array(found.length).keys()]
      .map((index) => `\\u${found.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** Data goes to stdout, for pipes; everything for people's eyes only goes to stderr. */
@Injectable()
export class Terminal {
  data(text: string): void {
    process.stdout.write(`${showable(text)}\n`);
  }

  json(value: unknown): void {
    process.stdout.write(`${showableJson(value)}\n`);
  }

  progress(text: string): void {
    process.stderr.write(`${showable(text)}\n`);
  }
}
