import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { editBlock, TestProject } from '@app/openai-operator/testing';
import { existsSync } from 'node:fs';
import { parsePipeline } from '../pipeline/load-pipeline.js';
import type { RunContext } from '../steps/step.js';
import { type PipelineEnding, runPipeline } from './pipeline-runner.js';

const BUGGY = 'module.exports = (cart) => cart.coupon.percent;\n';
const FIXED = 'module.exports = (cart) => cart.coupon?.percent;\n';
const GOOD = editBlock(BUGGY.trimEnd(), FIXED.trimEnd());
const WRONG = editBlock(BUGGY.trimEnd(), 'module.exports = () => { throw new Error("still"); };');

describe('runPipeline', () => {
  let project: TestProject;

  beforeEach(() => {
    project = new TestProject({ 'src/a.js': BUGGY });
  });
  afterEach(() => {
    project.dispose();
  });

  const run = async (
    tasks: string,
    env: Record<string, string> = {},
    overrides: Partial<RunContext> = {},
  ): Promise<PipelineEnding> => {
    const loaded = parsePipeline(`version: 1\ntasks:\n${tasks}`);
    if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
    return runPipeline(loaded.pipeline, project.context(env, overrides));
  };
  const finished = (): string[] =>
    project.traced
      .filter(({ event }) => event !== 'started')
      .map(({ task, outcome = 'skipped' }) => `${task}: ${outcome}`);

  it('stops at the first failure, but runs what asks for it', async () => {
    const ending = await run(`
  - { name: one, run: exit 3 }
  - { name: two, run: 'true' }
  - { name: three, if: failure(), run: 'true' }
  - { name: four, if: always(), run: 'true' }
  - { name: five, if: success(), run: 'true' }
`);
    expect(finished()).toEqual([
      'one: rejected',
      'two: skipped',
      'three: success',
      'four: success',
      'five: skipped',
    ]);
    expect(ending).toMatchObject({
      outcome: 'rejected',
      message: expect.stringContaining('exit code 3'),
    });
  });

  it('runs a task when those that it needs succeeded, whatever became of the others', async () => {
    await run(`
  - { name: good, run: 'true' }
  - { name: bad, run: 'false' }
  - { name: after-good, needs: [good], run: 'true' }
  - { name: after-bad, needs: [good, bad], run: 'true' }
  - { name: after-skipped, needs: [after-bad], run: 'true' }
`);
    expect(finished().slice(2)).toEqual([
      'after-good: success',
      'after-bad: skipped',
      'after-skipped: skipped',
    ]);
  });

  it('hands outputs on as data: no shell reads them', async () => {
    const hostile = '$(touch pwned) "; touch pwned; `touch pwned`';
    await run(
      `
  - { name: one, run: 'printf %s "$GIVEN"', env: { GIVEN: '\${{ env.CODEX_ERROR_LOG_SNIPPET }}' }, in: project }
  - { name: two, run: 'printf %s "$AGAIN" > seen.txt', env: { AGAIN: '\${{ steps.one.output }}' }, in: project }
`,
      { CODEX_ERROR_LOG_SNIPPET: hostile },
    );
    expect(project.read('seen.txt')).toBe(hostile);
    expect(existsSync(project.path('pwned'))).toBe(false);
  });

  it('ends a task that takes too long, and says so', async () => {
    const ending = await run(`  - { name: slow, run: sleep 60, timeoutSeconds: 0.2 }\n`);
    expect(ending.message).toContain('slow: It took longer than 0.2 s');
  });

  it('ends a search that takes too long', async () => {
    const ending = await run(`
  - { name: copy, uses: workspace }
  - { name: search, rounds: 3, timeoutSeconds: 0.3, tasks: [{ name: slow, run: sleep 60 }] }
`);
    expect(ending.message).toContain('search: It took longer than 0.3 s');
  });

  it('does nothing more once it is cancelled', async () => {
    project.controller.abort();
    expect(await run(`  - { name: one, run: touch here, in: project }\n`)).toMatchObject({
      outcome: 'cancelled',
    });
    expect(existsSync(project.path('here'))).toBe(false);
  });

  it('shows a secret only to the task that lists it', async () => {
    const secret = (name: string): string | undefined => (name === 'TOKEN' ? 's3cret' : undefined);
    await run(
      `
  - { name: with, run: 'printf %s "$TOKEN" > with.txt', in: project, secrets: [TOKEN] }
  - { name: without, run: 'printf %s "$TOKEN" > without.txt', in: project }
`,
      {},
      { secret },
    );
    expect([project.read('with.txt'), project.read('without.txt')]).toEqual(['s3cret', '']);
    expect(await run(`  - { name: a, run: x, in: project, secrets: [NONE] }\n`)).toMatchObject({
      outcome: 'refused',
      message: expect.stringContaining('NONE is not set'),
    });
  });

  it('says which option was filled in wrongly', async () => {
    const ending = await run(
      `  - { name: a, uses: eslint, with: { timeoutSeconds: '\${{ env.CODEX_TARGET_ROUTE }}' } }\n`,
      { CODEX_TARGET_ROUTE: 'soon' },
    );
    expect(ending).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('with.timeoutSeconds'),
    });
  });

  describe('a search', () => {
    const SEARCH = `
  - { name: copy, uses: workspace }
  - { name: source, uses: read-file, with: { path: src/a.js } }
  - name: search
    rounds: 3
    tasks:
      - { name: patch, uses: request-patch, with: { file: src/a.js, source: '\${{ steps.source.output }}', error: 'TypeError: coupon' } }
      - { name: apply, uses: apply-patch, with: { file: src/a.js, text: '\${{ steps.patch.output }}' } }
      - { name: test, run: 'test ! -e litter && touch litter && node -e "require(\\"./src/a.js\\")({})"' }
  - { name: promote, uses: promote, with: { file: src/a.js, base: '\${{ steps.source.output }}' } }
`;

    it('sends what cannot be read, does not fit or fails the tests back, from a fresh copy each time', async () => {
      const replies = ['just talk', editBlock('no such line', 'x'), GOOD];
      project.model.reply = (call) => replies[call - 1] ?? '';
      expect(await run(SEARCH)).toMatchObject({ outcome: 'kept' });
      expect(project.read('src/a.js')).toBe(FIXED);
      const [first, second, third] = project.model.asked.map(({ input }) => input);
      expect(first).not.toContain('earlier answer');
      expect(second).toContain('just talk');
      expect(second).toContain('no SEARCH/REPLACE block');
      expect(third).toContain('most similar lines');
    });

    it('shows the model the output of the failing test', async () => {
      project.model.reply = (call) => (call === 1 ? WRONG : GOOD);
      expect(await run(SEARCH)).toMatchObject({ outcome: 'kept' });
      expect(project.model.asked[1]?.input).toContain('Error: still');
    });

    it('gives up after its rounds, and leaves the tree as it was', async () => {
      const before = project.snapshot();
      project.model.reply = () => WRONG;
      const ending = await run(SEARCH);
      expect(ending).toMatchObject({
        outcome: 'rejected',
        message: expect.stringContaining('3 answer(s)'),
      });
      expect(project.model.asked).toHaveLength(3);
      expect(project.snapshot()).toEqual(before);
    });

    it('does not ask again when the model fails or is not there', async () => {
      project.model.reply = () => ({
        ok: false,
        configured: false,
        charged: false,
        message: 'No model.',
      });
      expect(await run(SEARCH)).toMatchObject({ outcome: 'refused' });
      project.model.reply = () => ({
        ok: false,
        configured: true,
        charged: false,
        message: 'Too many requests.',
      });
      expect(await run(SEARCH)).toMatchObject({ outcome: 'failed' });
      expect(project.model.asked).toHaveLength(2);
    });

    it('notes candidate and round in the trace', async () => {
      project.model.reply = (call) => (call === 1 ? 'talk' : GOOD);
      await run(SEARCH);
      expect(project.traced).toContainEqual(
        expect.objectContaining({ task: 'patch', outcome: 'rejected', candidate: 1, round: 1 }),
      );
      expect(project.traced).toContainEqual(
        expect.objectContaining({ task: 'test', outcome: 'success', candidate: 1, round: 2 }),
      );
    });

    it('needs a workspace', async () => {
      expect(await run(`  - { name: search, tasks: [{ name: a, run: 'true' }] }\n`)).toMatchObject({
        outcome: 'failed',
        message: expect.stringContaining('workspace'),
      });
    });

    it('in a dry run says what it would do, and does nothing', async () => {
      const before = project.snapshot();
      expect(await run(SEARCH, {}, { dryRun: true })).toMatchObject({
        message: expect.stringContaining('dry run'),
      });
      expect(project.said.join('\n')).toContain('would use "promote"');
      expect(project.model.asked).toEqual([]);
      expect(project.snapshot()).toEqual(before);
    });
  });
});
