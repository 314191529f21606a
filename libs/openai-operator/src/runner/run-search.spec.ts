import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { editBlock, TestProject } from '@app/openai-operator/testing';
import { parsePipeline } from '../pipeline/load-pipeline.js';
import { type PipelineEnding, runPipeline } from './pipeline-runner.js';

const BUGGY = 'module.exports = (cart) => cart.coupon.percent;\n';
const patchTo = (text: string): string => editBlock(BUGGY.trimEnd(), text.trimEnd());
const LONG = 'module.exports = (cart) => (cart.coupon ? cart.coupon.percent : undefined);\n';
const SHORT = 'module.exports = (cart) => cart.coupon?.percent;\n';
const WRONG = 'module.exports = () => { throw new Error("still"); };\n';
const GREEN_TEST = "const { test } = require('node:test'); test('a', () => {});\n";
const RED_TEST = "require('node:test').test('a', () => require('../src/a.js')({}));\n";

describe('a search by a matrix', () => {
  let project: TestProject;

  beforeEach(() => {
    project = new TestProject({
      'package.json': '{}',
      'src/a.js': BUGGY,
      'test/a.test.js': GREEN_TEST,
    });
  });
  afterEach(() => {
    project.dispose();
  });

  const run = async (search: string, more = ''): Promise<PipelineEnding> => {
    const loaded = parsePipeline(`version: 1
tasks:
  - { name: copy, uses: workspace }
  - { name: source, uses: read-file, with: { path: src/a.js } }
  - { name: baseline, uses: baseline }
  - name: search
${search}
    tasks:
      - name: patch
        uses: request-patch
        with:
          file: src/a.js
          source: \${{ steps.source.output }}
          error: 'TypeError: coupon'
          model: \${{ candidate.model }}
          temperature: \${{ candidate.temperature }}
          ${more}
      - { name: apply, uses: apply-patch, with: { file: src/a.js, text: '\${{ steps.patch.output }}' } }
      - { name: test, uses: gate }
  - { name: promote, uses: promote, with: { file: src/a.js, base: '\${{ steps.source.output }}' } }
`);
    if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
    const command = { CODEX_TEST_COMMAND: `"${process.execPath}" --test` };
    return runPipeline(loaded.pipeline, project.context(command));
  };
  const replies = (...texts: string[]): void => {
    project.model.reply = (call) => patchTo(texts[call - 1] ?? '');
  };
  const MATRIX = '    matrix: [{ model: one }, { model: two, temperature: 0.7 }, { model: three }]';

  it('tries an entry each, with its values', async () => {
    replies(WRONG, WRONG, WRONG);
    project.write('test/a.test.js', RED_TEST);
    expect(await run(MATRIX)).toMatchObject({ outcome: 'rejected' });
    expect(project.model.asked.map(({ model, temperature }) => [model, temperature])).toEqual([
      ['one', undefined],
      ['two', 0.7],
      ['three', undefined],
    ]);
  });

  it('asks for structured output where an entry wants that, and takes it', async () => {
    project.write('test/a.test.js', RED_TEST);
    project.model.reply = (call) =>
      call === 1
        ? patchTo(WRONG)
        : JSON.stringify({ edits: [{ search: BUGGY.trimEnd(), replace: SHORT.trimEnd() }] });
    const outcome = await run(
      '    matrix: [{ model: one }, { answer: structured, temperature: 0 }]',
      'answer: ${{ candidate.answer }}',
    );
    expect(outcome).toMatchObject({ outcome: 'kept' });
    const [first, second] = project.model.asked;
    expect(first?.schema).toBeUndefined();
    expect(second?.schema).toMatchObject({ name: 'edits', schema: { required: ['edits'] } });
    expect(second?.instructions).not.toContain('<<<<<<<');
  });

  it('takes the first that passes', async () => {
    replies(LONG, SHORT);
    expect(await run(MATRIX)).toEqual({
      outcome: 'kept',
      message:
        'The patch passed its gate and is in place. No test failed before, and none fails now: the tests do not show whether the error is gone. The tests run unconfined: a test.',
    });
    expect(project.read('src/a.js')).toBe(LONG);
    expect(project.model.asked).toHaveLength(1);
  });

  it('takes the best where that is wanted and no test proves one', async () => {
    replies(LONG, SHORT, WRONG);
    expect(await run(`    take: best\n${MATRIX}`)).toMatchObject({ outcome: 'kept' });
    expect(project.read('src/a.js')).not.toBe(LONG);
    expect(project.model.asked).toHaveLength(3);
  });

  it('asks no further once a patch is proven', async () => {
    project.write('test/a.test.js', RED_TEST);
    replies(WRONG, LONG, SHORT);
    expect(await run(`    take: best\n${MATRIX}`)).toMatchObject({ outcome: 'kept' });
    expect(project.read('src/a.js')).toBe(LONG);
  });

  it('does not have the same wrong patch graded twice', async () => {
    project.write('test/a.test.js', RED_TEST);
    replies(WRONG, WRONG, SHORT);
    expect(await run(MATRIX)).toMatchObject({ outcome: 'kept' });
    const graded = project.traced.filter(
      ({ task, event }) => task === 'test' && event === 'finished',
    );
    expect(graded).toHaveLength(2);
    expect(project.traced).toContainEqual(
      expect.objectContaining({
        task: 'patch',
        candidate: 2,
        message: expect.stringContaining('tried before'),
      }),
    );
  });

  it('asks a source no more that has nothing to give, and says why', async () => {
    project.model.reply = () => ({
      ok: false,
      configured: true,
      charged: false,
      message: 'Too many requests.',
    });
    expect(await run(MATRIX)).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('Too many requests.'),
    });
    expect(project.model.asked).toHaveLength(1);
  });

  it('may give each entry rounds of its own', async () => {
    project.write('test/a.test.js', RED_TEST);
    project.model.reply = () => 'just talk';
    await run(
      "    rounds: ${{ candidate.rounds || '1' }}\n    matrix: [{ rounds: 3 }, { model: b, temperature: 1 }]",
    );
    expect(project.model.asked).toHaveLength(4);
  });
});
