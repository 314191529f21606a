import { describe, expect, it, jest } from '@jest/globals';
import { parsePipeline } from '@app/openai-operator';
import fc from 'fast-check';
import { configTarget } from '../fuzz/config.target.js';
import { engineTarget } from '../fuzz/engine.target.js';
import { expressionTarget } from '../fuzz/expression.target.js';
import { pipelineTarget } from '../fuzz/pipeline.target.js';
import { shares } from '../fuzz/shares.mjs';
import { fuzzTargets } from '../fuzz/targets.js';

jest.setTimeout(120_000);

/** The follower and the API have property tests of their own beside them. */
const quick = [configTarget, engineTarget, expressionTarget, pipelineTarget];

/** What brought a reader down once. */
const FOUND = {
  config: ['a: &a\n  - *a', '&a [*a, *a]', 'version: 1\npatterns: &p\n  - *p', '*nowhere'],
  pipeline: ['<<: *a', 'name: &n [*n]', 'tasks: &t\n  - *t', '*nowhere'],
} as const;

describe('a small share of npm run fuzz', () => {
  it('is of all its targets', () => {
    expect(fuzzTargets.map(({ name }) => name).sort()).toEqual(Object.keys(shares).sort());
  });

  it.each(quick)('$name bears whatever it is given', async (each) => {
    await fc.assert(
      fc.asyncProperty(each.input, async (one) => {
        await each.bear(one);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what was found', () => {
  it.each(FOUND.config)('the pattern file %j is a problem, and no accident', (text) => {
    expect(() => configTarget.bear(text)).not.toThrow();
  });

  it.each(FOUND.pipeline)('the pipeline %j is a problem, and no accident', (text) => {
    expect(parsePipeline(text)).toMatchObject({ ok: false });
  });
});
