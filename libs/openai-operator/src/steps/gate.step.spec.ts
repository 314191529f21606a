import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { applyPatchStep } from './apply-patch.step.js';
import { baselineStep } from './baseline.step.js';
import { gateStep } from './gate.step.js';
import { promoteStep } from './promote.step.js';
import type { RunContext, StepResult } from './step.js';
import { workspaceStep } from './workspace.step.js';

const BUGGY = 'exports.total = (cart) => cart.coupon.percent;\n';
const FIXED = 'exports.total = (cart) => cart.coupon?.percent;\n';
const TEST = `const { test } = require('node:test');
const { total } = require('../src/cart.js');
test('coupon', () => { if (total({ coupon: { percent: 3 } }) !== 3) throw new Error('wrong'); });
test('no coupon', () => { total({}); });
test('red for another reason', () => { throw new Error('always'); });
`;

describe('the gate', () => {
  let project: TestProject;
  let context: RunContext;

  beforeEach(() => {
    project = new TestProject({
      'package.json': '{}',
      'src/cart.js': BUGGY,
      'src/other.js': 'exports.x = 1;\n',
      'test/cart.test.js': TEST,
    });
    context = project.context({ CODEX_TEST_COMMAND: `"${process.execPath}" --test` });
  });
  afterEach(() => {
    context.state.pristine?.removeAll();
    project.dispose();
  });

  const prepare = async (): Promise<void> => {
    await workspaceStep.run({}, context);
    await baselineStep.run({}, context);
  };
  const grade = async (text: string): Promise<StepResult> => {
    await applyPatchStep.run({ file: 'src/cart.js', text }, context);
    return gateStep.run({}, context);
  };
  const inWorkspace = (name: string): string => context.state.workspace?.path(name) ?? '';

  it('keeps a fix although the suite was red before and stays red, and says so', async () => {
    await prepare();
    expect(project.said.join('\n')).toMatch(/1 pass, 2 fail\. .*The suite is red/);
    expect(await grade(FIXED)).toMatchObject({ ok: true });
    expect(context.state.verdict).toMatchObject({ fixed: 1 });
  });

  it.each([
    [
      'breaks a test',
      'exports.total = () => 0;\n',
      'fail with the patch: test/cart.test.js › coupon',
    ],
    ['fixes nothing', `${BUGGY}// a comment\n`, 'No failing test passes'],
    ['keeps the tests from running', `${BUGGY}throw new Error('x');\n`, 'did not run any more'],
    ['fakes success by leaving early', `process.exit(0);\n${BUGGY}`, 'uses process.exit'],
    ['never ends', `${BUGGY}for (;;);\n`, 'did not end by themselves'],
  ])('rejects a patch that %s, and shows the output', async (_what, text, message) => {
    await workspaceStep.run({}, context);
    await baselineStep.run({ timeoutSeconds: 3 }, context);
    expect(await grade(text)).toMatchObject({
      outcome: 'rejected',
      message: expect.stringContaining(message),
    });
  });

  it('rejects a patch that hides the reported error, although one more test passes', async () => {
    project.write(
      'test/sum.test.js',
      "require('node:test')('sum', () => { if (require('../src/cart.js').total({}) !== 0) throw new Error('no sum'); });\n",
    );
    const log = "TypeError: Cannot read properties of undefined (reading 'percent')";
    const env = { ...context.env, CODEX_ERROR_LOG_SNIPPET: log };
    context = project.context(env);
    await prepare();
    expect(await grade(FIXED)).toMatchObject({
      outcome: 'rejected',
      message: expect.stringContaining('still fail with the patch: test/sum.test.js › sum'),
    });
    expect(await grade(FIXED.replace('?.percent', '?.percent ?? 0'))).toMatchObject({ ok: true });
  });

  it('keeps a fix although another file has the same bug, and its test fails as before', async () => {
    project.write('src/order.js', BUGGY);
    project.write(
      'test/order.test.js',
      "require('node:test')('order', () => { require('../src/order.js').total({}); });\n",
    );
    const log = "TypeError: Cannot read properties of undefined (reading 'percent')";
    context = project.context({ ...context.env, CODEX_ERROR_LOG_SNIPPET: log });
    await prepare();
    expect(await grade(FIXED)).toMatchObject({ ok: true });
  });

  it('neither blames a patch for a flaky test nor credits it', async () => {
    const count = project.path('../runs');
    writeFileSync(count, '');
    // Fails in every second run.
    project.write(
      'test/flaky.test.js',
      `const { appendFileSync, readFileSync } = require('node:fs');
require('node:test')('flaky', () => {
  appendFileSync(${JSON.stringify(count)}, '.');
  if (readFileSync(${JSON.stringify(count)}, 'utf8').length % 2 === 0) throw new Error('flaky');
});`,
    );
    await prepare();
    expect(project.said.join('\n')).toContain(
      'neither for nor against a patch: test/flaky.test.js',
    );
    expect(await grade(FIXED)).toMatchObject({ ok: true });
    expect(await grade(`${BUGGY}// nothing\n`)).toMatchObject({
      message: expect.stringContaining('No failing test passes'),
    });
  });

  it('runs a slow suite no more often than its time allows', async () => {
    await workspaceStep.run({}, context);
    const marks = project.path('../marks');
    const command = `echo run >> "${marks}"`;
    await baselineStep.run({ command, repeatSeconds: 0 }, context);
    await baselineStep.run({ command, runs: 2 }, context);
    expect(readFileSync(marks, 'utf8')).toBe('run\n'.repeat(3));
  });

  it('puts tests, manifests and everything else back before it grades', async () => {
    await prepare();
    writeFileSync(inWorkspace('test/cart.test.js'), "require('node:test')('coupon', () => {});");
    writeFileSync(inWorkspace('test/more.test.js'), "require('node:test')('added', () => {});");
    writeFileSync(inWorkspace('.npmrc'), 'script-shell=/bin/true');
    rmSync(inWorkspace('src/other.js'));
    expect(await grade(`${BUGGY}// nothing\n`)).toMatchObject({ outcome: 'rejected' });
    expect(project.said.join('\n')).toContain(
      'Put back before grading: src/other.js, test/cart.test.js, .npmrc, test/more.test.js',
    );
    expect(existsSync(inWorkspace('.npmrc'))).toBe(false);
  });

  it('takes over what was patched, whatever the tests did to the copy', async () => {
    await prepare();
    expect(await grade(FIXED)).toMatchObject({ ok: true });
    writeFileSync(inWorkspace('src/cart.js'), 'swapped();\n');
    await promoteStep.run({ file: 'src/cart.js', base: BUGGY }, context);
    expect(project.read('src/cart.js')).toBe(FIXED);
  });

  it('refuses a project without tests, and says what to set', async () => {
    context = project.context();
    await workspaceStep.run({}, context);
    expect(await baselineStep.run({}, context)).toMatchObject({
      outcome: 'refused',
      message: expect.stringContaining('CODEX_TEST_COMMAND'),
    });
  });

  it('grades nothing where the tests take too long without any patch', async () => {
    context = project.context({ CODEX_TEST_COMMAND: 'sleep 60' });
    await workspaceStep.run({}, context);
    expect(await baselineStep.run({ timeoutSeconds: 0.3 }, context)).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('longer than 0.3 s'),
    });
  });

  it('patches a protected file only where it is listed, and a secret never', async () => {
    const patch = (file: string, allowed: string[]) => {
      project.write(file, 'before\n');
      const listed = { ...context, allowedFiles: new Set(allowed) };
      return applyPatchStep.run({ file, text: 'after\n' }, listed);
    };
    project.write('tsconfig.json', '{}');
    await workspaceStep.run({}, context);
    expect(await patch('tsconfig.json', [])).toMatchObject({ outcome: 'refused' });
    expect(await patch('tsconfig.json', ['tsconfig.json'])).toMatchObject({ ok: true });
    expect(await patch('certs/a.pem', ['certs/a.pem'])).toMatchObject({ outcome: 'refused' });
  });
});
