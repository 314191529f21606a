import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunContext } from '../../steps/step.js';
import { Workspace } from '../../workspace/workspace.js';
import type { GateCheck } from './gate-check.js';
import { lintCheck } from './lint.check.js';
import { typesCheck } from './types.check.js';

const PACKAGES = join(import.meta.dirname, '../../../../../node_modules');
const OLD_SIN = 'const old: number = "sin";\n';
const GOOD = `${OLD_SIN}export const twice = (n: number): number => n * 2;\n`;

let project: TestProject;
let context: RunContext;

beforeEach(() => {
  project = new TestProject({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': '{ "compilerOptions": { "strict": true, "types": [] } }',
    'src/a.ts': GOOD,
    'src/b.ts': "import { twice } from './a.js';\nexport const four: number = twice(2);\n",
    'src/c.js': 'export const a = 1;\n',
    'eslint.config.js': 'export default [{ rules: { eqeqeq: "error", "no-var": "warn" } }];\n',
  });
  context = project.context();
});
afterEach(() => {
  context.state.pristine?.removeAll();
  project.dispose();
});

const prepare = async (): Promise<Workspace> => {
  context.state.pristine = await Workspace.create(project.root, context.processes);
  context.state.workspace = context.state.pristine.clone();
  return context.state.workspace;
};
const check = async (what: GateCheck, path: string, after: string) => {
  const before = project.read(path);
  const workspace = context.state.workspace ?? (await prepare());
  writeFileSync(workspace.path(path), after);
  return what.check([{ path, before, after }], context);
};

describe('types', () => {
  beforeEach(() => {
    symlinkSync(PACKAGES, project.path('node_modules'));
  });

  it('accepts a patch that adds no error to those there are', async () => {
    const moved = `// Twice as much.\n${GOOD}`;
    expect(await check(typesCheck, 'src/a.ts', moved)).toBeUndefined();
    expect(context.state.typeErrors).toHaveLength(1);
  });

  it('refuses one that breaks the types of a file that uses it, and names the place', async () => {
    const broken = GOOD.replace('(n: number): number => n * 2', '(n: number) => String(n)');
    expect(await check(typesCheck, 'src/a.ts', broken)).toMatch(
      /^The compiler finds more with the patch: src\/b\.ts:2 TS2322 /,
    );
  });

  it('refuses the same error a second time', async () => {
    const again = `${GOOD}{ ${OLD_SIN.trim()} }\n`;
    expect(await check(typesCheck, 'src/a.ts', again)).toContain('TS2322');
  });

  it('has nothing to say of a project without a configuration, or of other files', async () => {
    expect(await check(typesCheck, 'src/c.js', 'export const a: = 1;')).toBeUndefined();
  });
});

describe('lint', () => {
  it('accepts what is no worse, and refuses what is', async () => {
    symlinkSync(PACKAGES, project.path('node_modules'));
    project.write('src/c.js', 'export const a = 1 == 2;\n');
    expect(await check(lintCheck, 'src/c.js', '\n\nexport const b = 3 == 4;\n')).toBeUndefined();
    expect(await check(lintCheck, 'src/c.js', 'export var a = 1;\n')).toBeUndefined();
    expect(
      await check(lintCheck, 'src/c.js', 'export const a = 1 == 2;\nexport const b = 2 == 3;\n'),
    ).toBe(
      "ESLint finds more with the patch: src/c.js:2: Expected '===' and instead saw '=='. (eqeqeq)",
    );
  });

  it('has nothing to say where there is no ESLint, or it cannot work', async () => {
    expect(await check(lintCheck, 'src/c.js', 'let a == 1;')).toBeUndefined();
    context.state.pristine?.removeAll();
    delete context.state.workspace;
    project.write('node_modules/.bin/eslint', '#!/bin/sh\necho broken; exit 2\n');
    chmodSync(project.path('node_modules/.bin/eslint'), 0o755);
    expect(await check(lintCheck, 'src/c.js', 'let a == 1;')).toBeUndefined();
  });
});
