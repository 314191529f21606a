import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A program in front of PATH whose answers a test decides, and that takes note of how it was called. */
export class FakeProgram {
  private readonly folder = mkdtempSync(join(tmpdir(), 'autoheal-program-'));
  private readonly path = process.env['PATH'] ?? '';

  /** @param body JavaScript over `words` (its arguments), `state` and `save(state)` */
  constructor(name: string, body: string) {
    const program = join(this.folder, name);
    writeFileSync(
      program,
      `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
appendFileSync(${JSON.stringify(this.calls)}, JSON.stringify(words) + '\\n');
const state = JSON.parse(readFileSync(${JSON.stringify(this.stateFile)}, 'utf8'));
const save = (next) => writeFileSync(${JSON.stringify(this.stateFile)}, JSON.stringify(next));
${body}`,
    );
    chmodSync(program, 0o755);
    process.env['PATH'] = `${this.folder}${delimiter}${this.path}`;
  }

  set state(state: object) {
    writeFileSync(this.stateFile, JSON.stringify(state));
  }

  /** The arguments of each call so far. */
  get called(): string[][] {
    if (!existsSync(this.calls)) return [];
    const lines = readFileSync(this.calls, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as string[]);
  }

  dispose(): void {
    process.env['PATH'] = this.path;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get calls(): string {
    return join(this.folder, 'calls');
  }

  private get stateFile(): string {
    return join(this.folder, 'state.json');
  }
}
