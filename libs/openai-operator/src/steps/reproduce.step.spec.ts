import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { applyPatchStep } from './apply-patch.step.js';
import { baselineStep } from './baseline.step.js';
import { gateStep } from './gate.step.js';
import { reproduceStep } from './reproduce.step.js';
import type { RunContext, StepResult } from './step.js';
import { workspaceStep } from './workspace.step.js';

const BUGGY = 'exports.total = (cart) => cart.coupon.percent;\n';
const FIXED = 'exports.total = (cart) => cart.coupon?.percent;\n';
const ERROR = "TypeError: Cannot read properties of undefined (reading 'percent')";
const fenced = (code: string): string => `Here it is:\n\`\`\`js\n${code}\n\`\`\`\n`;
const SCRIPT = fenced("import cart from './src/cart.js';\ncart.total({});");

describe('a reproduction', () => {
  let project: TestProject;
  let context: RunContext;

  beforeEach(async () => {
    project = new TestProject({ 'package.json': '{}', 'src/cart.js': BUGGY });
    context = project.context({ CODEX_TEST_COMMAND: 'true' });
    project.model.reply = () => SCRIPT;
    await workspaceStep.run({}, context);
    await baselineStep.run({}, context);
  });
  afterEach(() => {
    context.state.pristine?.removeAll();
    project.dispose();
  });

  const reproduce = (error = ERROR): Promise<StepResult> =>
    reproduceStep.run({ file: 'src/cart.js', source: BUGGY, error }, context);
  const grade = async (text: string): Promise<StepResult> => {
    await applyPatchStep.run({ file: 'src/cart.js', text }, context);
    return gateStep.run({}, context);
  };

  it('that ends in the reported error proves a patch that silences it', async () => {
    expect(await reproduce()).toMatchObject({ output: expect.stringContaining('cart.total({})') });
    expect(await grade(FIXED)).toMatchObject({ ok: true });
    expect(context.state.verdict).toMatchObject({
      proven: true,
      message: 'No test got worse. A script that ended in the error ends well now.',
    });
  });

  it('rejects a patch that does not, although every test passes', async () => {
    await reproduce();
    expect(await grade(`${BUGGY}// better now\n`)).toMatchObject({
      outcome: 'rejected',
      message: expect.stringContaining('still happens with the patch:'),
    });
  });

  it('proves nothing where it fails in another way', async () => {
    await reproduce();
    expect(await grade('exports.total = () => { throw new Error("no coupon"); };\n')).toMatchObject(
      { ok: true },
    );
    expect(context.state.verdict).toMatchObject({ proven: false });
  });

  it('is proof enough where the suite is red for other reasons', async () => {
    context = { ...context, env: { CODEX_TEST_COMMAND: 'echo "# pass 3\n# fail 1"; exit 1' } };
    await baselineStep.run({}, context);
    expect(await grade(FIXED)).toMatchObject({ outcome: 'rejected' });
    await reproduce();
    expect(await grade(FIXED)).toMatchObject({ ok: true });
  });

  it.each([
    ['ends well', fenced('1;')],
    ['ends in another error', fenced("throw new TypeError('another');")],
    ['prints the error and ends well', fenced(`console.log(${JSON.stringify(ERROR)});`)],
    ['is not there', 'impossible'],
  ])('counts for nothing where it %s', async (_what, answer) => {
    project.model.reply = () => answer;
    expect(await reproduce()).toEqual({ ok: true, output: '' });
    expect(context.state.reproduction).toBeUndefined();
    expect(context.state.exchanges).toHaveLength(1);
  });

  it('is not asked for where the log names no error', async () => {
    expect(await reproduce('it is slow')).toEqual({ ok: true, output: '' });
    expect(project.model.asked).toEqual([]);
  });

  it('is not asked for where a failing test shows the error already', async () => {
    context = { ...context, env: { CODEX_TEST_COMMAND: `echo "\u001b[31m${ERROR}"; exit 1` } };
    await baselineStep.run({}, context);
    expect(await reproduce()).toEqual({ ok: true, output: '' });
    expect(project.model.asked).toEqual([]);
  });

  it('leaves nothing in the project or in the copy that is graded', async () => {
    const before = project.snapshot();
    await reproduce();
    await grade(FIXED);
    expect(project.snapshot()).toEqual(before);
    expect(context.state.workspace?.has('autoheal-reproduction.mjs')).toBe(false);
  });
});
