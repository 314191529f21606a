import { afterEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { symlinkSync, writeFileSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCounts, readTap } from './read-output.js';
import { runTests } from './run-tests.js';
import { mochaRunner } from './runners/mocha.runner.js';
import { testRunners } from './runners/registry.js';
import { vitestRunner } from './runners/vitest.runner.js';
import { endsWith, resolveTestCommand, withArguments } from './test-command.js';
import type { TestReport } from './test-report.js';

const NODE = `"${process.execPath}"`;
const MODULES = join(import.meta.dirname, '../../../../node_modules');

describe('runTests', () => {
  let project: TestProject;
  afterEach(() => {
    project.dispose();
  });

  const run = async (shell: string): Promise<TestReport> => {
    const resolved = await resolveTestCommand(shell, project.root);
    if (!resolved.ok) throw new Error(resolved.message);
    const run = { command: resolved.command, timeoutSeconds: 60, level: 'none' as const };
    return runTests(run, project.root, project.context());
  };
  const statuses = ({ tests = [] }: TestReport): Record<string, string> =>
    Object.fromEntries(tests.map(({ id, status }) => [id, status]));

  it("names node's own tests, by file, with what stands above them", async () => {
    project = new TestProject({
      'package.json': `{ "scripts": { "test": "node --test test/" } }`,
      'test/a.test.js': `const { describe, test } = require('node:test');
describe('cart', () => { test('adds', () => {}); test('fails', () => { throw new Error('x'); }); test.skip('later', () => {}); });
test('twice', () => {}); test('twice', () => {});`,
      'test/b.test.js': "require('./none.js');",
    });
    const report = await run(`${NODE} --test`);
    expect(statuses(report)).toEqual({
      'test/a.test.js › cart': 'fail',
      'test/a.test.js › cart › adds': 'pass',
      'test/a.test.js › cart › fails': 'fail',
      'test/a.test.js › cart › later': 'skip',
      'test/a.test.js › twice': 'pass',
      'test/a.test.js › twice #2': 'pass',
      'test/b.test.js': 'fail',
    });
    expect(report.run).toMatchObject({ outcome: 'exited', exitCode: 1 });
  });

  it('adds up several runs of one command', async () => {
    project = new TestProject({
      'a.js': "require('node:test')('one', () => {});",
      'b.js': "require('node:test')('two', () => {});",
    });
    expect(statuses(await run(`${NODE} a.js && ${NODE} b.js`))).toEqual({
      'a.js › one': 'pass',
      'b.js › two': 'pass',
    });
  });

  it('names the tests of jest behind npm test', async () => {
    project = new TestProject({
      'package.json': '{ "scripts": { "test": "echo first && jest" } }',
      'a.test.js':
        "test('good', () => {}); test('bad', () => { throw new Error('x'); }); test.todo('later');",
      'b.test.js': "require('./none.js');",
    });
    symlinkSync(MODULES, project.path('node_modules'));
    expect(statuses(await run('npm test'))).toEqual({
      'a.test.js': 'pass',
      'a.test.js › good': 'pass',
      'a.test.js › bad': 'fail',
      'a.test.js › later': 'skip',
      'b.test.js': 'fail',
    });
  });

  it('falls back to numbers, and to the exit code', async () => {
    project = new TestProject();
    expect(await run('echo "  3 passing"; echo "  1 failing"; exit 1')).toMatchObject({
      tests: undefined,
      counts: { pass: 3, fail: 1, skip: 0 },
    });
    expect(await run('exit 3')).toMatchObject({ counts: undefined, run: { exitCode: 3 } });
  });

  it('refuses where the project has no tests', async () => {
    project = new TestProject({
      'package.json': '{ "scripts": { "test": "echo \\"Error: no test specified\\" && exit 1" } }',
    });
    expect(await resolveTestCommand('npm test', project.root)).toMatchObject({ ok: false });
    expect(await resolveTestCommand('npm run check', project.root)).toMatchObject({ ok: false });
    expect(await resolveTestCommand('make check', project.root)).toMatchObject({ ok: true });
  });

  it('reads the reports of mocha and vitest', () => {
    project = new TestProject();
    const test = (fullTitle: string) => ({ fullTitle, file: '/p/a.js' });
    writeFileSync(
      project.path('mocha.json'),
      JSON.stringify({ passes: [test('a')], failures: [test('b')], pending: [test('c')] }),
    );
    writeFileSync(
      project.path('vitest.json'),
      JSON.stringify({
        testResults: [
          {
            name: '/p/a.js',
            status: 'passed',
            assertionResults: [{ fullName: 'x', status: 'skipped' }],
          },
        ],
      }),
    );
    expect(mochaRunner.read(project.root)?.map(({ status }) => status)).toEqual([
      'pass',
      'fail',
      'skip',
    ]);
    expect(vitestRunner.read(project.root)).toEqual([
      { id: '/p/a.js', file: '/p/a.js', status: 'pass' },
      { id: '/p/a.js › x', file: '/p/a.js', status: 'skip' },
    ]);
    writeFileSync(project.path('mocha.json'), '{"passes": [');
    expect(mochaRunner.read(project.root)).toBeUndefined();
  });

  it('has every runner of the folder in its registry', () => {
    project = new TestProject();
    const files = readdirSync(join(import.meta.dirname, 'runners')).filter((name) =>
      name.endsWith('.runner.ts'),
    );
    expect(testRunners.map(({ id }) => `${id}.runner.ts`).sort()).toEqual(files.sort());
  });
});

describe('test commands', () => {
  const command = (script: string, separator: '' | ' --' = '') => ({
    shell: script,
    script,
    separator,
  });

  it.each([
    ['jest', true],
    ['npm run build && jest --runInBand', true],
    ['node node_modules/jest/bin/jest.js', true],
    ['jest && echo done', false],
    ['jest | tee out', false],
    ['node --test', false],
    ['npm run jest-all', false],
  ])('%s ends with jest: %s', (script, expected) => {
    expect(endsWith(command(script), 'jest')).toBe(expected);
  });

  it('quotes arguments for the shell', () => {
    expect(withArguments(command('npm test', ' --'), ["--o=it's"])).toBe(
      "npm test -- '--o=it'\\''s'",
    );
  });
});

describe('output', () => {
  it('reads TAP', () => {
    const text =
      'TAP version 13\n# cart\nok 1 adds\nnot ok 2 - fails\n  ---\n  operator: equal\n  ...\nok 3 later # SKIP no time\n1..3\n';
    expect(readTap(text)?.map(({ id, status }) => [id, status])).toEqual([
      ['adds', 'pass'],
      ['fails', 'fail'],
      ['later', 'skip'],
    ]);
    expect(readTap('ok 1 by chance')).toBeUndefined();
  });

  it.each([
    ['ℹ tests 3\nℹ pass 1\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\n', { pass: 1, fail: 1, skip: 1 }],
    ['Tests:       1 failed, 2 skipped, 3 passed, 6 total\n', { pass: 3, fail: 1, skip: 2 }],
    ['      Tests  1 failed | 4 passed (5)\n', { pass: 4, fail: 1, skip: 0 }],
    ['  4 passing (20ms)\n  1 pending\n', { pass: 4, fail: 0, skip: 1 }],
    ['All good.', undefined],
  ])('reads the numbers of %j', (text, expected) => {
    expect(readCounts(text)).toEqual(expected);
  });
});
