import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { TEST_FILE } from './hostile-answers.js';
import type { Example, Program } from './program.js';

const LIMIT_MS = 30_000;

/** A program in a folder of its own. */
export class ReplayProject {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-replay-')));
  readonly root = join(this.folder, 'project');

  constructor(readonly program: Program) {
    for (const [path, text] of program.files) this.write(path, text);
    this.write('package.json', '{ "type": "module" }\n');
    this.write(TEST_FILE, testsFor(program, program.tests));
  }

  /** What the program really says when it crashes. */
  crashLog(): string {
    const script = `import * as m from './${this.program.file}';\nvoid (async () => (${this.program.crash}))();\n`;
    const { stderr, status } = this.node(['--input-type=module', '--eval', script]);
    if (status === 0) throw new Error(`${this.program.name} does not crash`);
    return stderr;
  }

  /** Whether the program as it is now also does what its tests do not ask. */
  passesHeldOut(): boolean {
    const tests = testsFor(this.program, this.program.heldOut);
    const name = 'test/held-out.test.js';
    this.write(name, tests);
    const { status } = this.node(['--test', name]);
    rmSync(join(this.root, name));
    return status === 0;
  }

  /** Every file with its content. */
  snapshot(): Record<string, string> {
    const names = readdirSync(this.root, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(this.root, name)).isFile())
      .sort();
    return Object.fromEntries(
      names.map((name) => [name, readFileSync(join(this.root, name), 'utf8')]),
    );
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.root, name)), { recursive: true });
    writeFileSync(join(this.root, name), text);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private node(args: readonly string[]) {
    const { PATH = '' } = process.env;
    return spawnSync(process.execPath, args, {
      cwd: this.root,
      env: { PATH, NO_COLOR: '1' },
      encoding: 'utf8',
      timeout: LIMIT_MS,
    });
  }
}

function testsFor({ file }: Program, examples: readonly Example[]): string {
  return [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    `import * as m from '${posix.join('..', file)}';`,
    '',
    ...examples.map(
      ({ title, actual, expected }) =>
        `test(${JSON.stringify(title)}, async () => assert.deepEqual(await (${actual}), ${expected}));`,
    ),
    '',
  ].join('\n');
}
