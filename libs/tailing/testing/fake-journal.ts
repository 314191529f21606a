import { appendFileSync, chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** journalctl as far as the source uses it: what is written to its file comes out, from a place on, and as it comes. */
const JOURNALCTL = `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const of = (name) => process.argv.find((word) => word.startsWith('--' + name + '='))?.slice(name.length + 3);
appendFileSync(join(__dirname, 'calls.jsonl'), JSON.stringify({ pid: process.pid, args: process.argv.slice(2) }) + '\\n');
const after = of('after-cursor');
const since = Number(of('since')?.slice(1) ?? 0) * 1e3;
let told = 0;
const tell = () => {
  const lines = readFileSync(join(__dirname, 'journal.jsonl'), 'utf8').split('\\n').slice(0, -1);
  for (; told < lines.length; told += 1) {
    const { at, ...entry } = JSON.parse(lines[told]);
    if (after === undefined ? at >= since : told > Number(after)) {
      if (!process.stdout.write(JSON.stringify({ __CURSOR: String(told), ...entry }) + '\\n')) {
        told += 1;
        process.stdout.once('drain', tell);
        return;
      }
    }
  }
  setTimeout(tell, 10);
};
tell();
`;

/** A journal, and a journalctl that reads it, first in PATH until it is taken away. */
export class FakeJournal {
  private readonly folder: string;
  private readonly path = process.env['PATH'] ?? '';

  constructor(folder: string) {
    this.folder = join(folder, 'bin');
    mkdirSync(this.folder);
    writeFileSync(join(this.folder, 'journal.jsonl'), '');
    writeFileSync(join(this.folder, 'journalctl'), JOURNALCTL);
    chmodSync(join(this.folder, 'journalctl'), 0o755);
    process.env['PATH'] = [this.folder, this.path].join(delimiter);
  }

  /** @param at milliseconds since the epoch */
  write(at: number, ...messages: readonly unknown[]): void {
    const lines = messages.map((MESSAGE) => `${JSON.stringify({ at, MESSAGE })}\n`);
    appendFileSync(join(this.folder, 'journal.jsonl'), lines.join(''));
  }

  /** How it was called, each time; `pid` of the process that ran. */
  get calls(): readonly { readonly pid: number; readonly args: readonly string[] }[] {
    const text = readFileSync(join(this.folder, 'calls.jsonl'), 'utf8');
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { pid: number; args: string[] });
  }

  dispose(): void {
    process.env['PATH'] = this.path;
  }
}
