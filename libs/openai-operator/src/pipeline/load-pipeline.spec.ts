import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepDefinitions } from '../steps/registry.js';
import { fillTemplate, isTrue, parseExpression } from './expression.js';
import { parsePipeline } from './load-pipeline.js';

const problemsOf = (text: string): string => {
  const result = parsePipeline(text);
  return result.ok ? '' : result.problems.join('\n');
};

describe('parsePipeline', () => {
  it('accepts the shipped pipeline', () => {
    const shipped = readFileSync(
      join(import.meta.dirname, '../../../../codex-pipeline.yaml'),
      'utf8',
    );
    expect(problemsOf(shipped)).toBe('');
  });

  it('refuses a value pasted into shell text, and shows the way', () => {
    const problem = problemsOf('version: 1\ntasks:\n  - name: a\n    run: echo ${{ env.X }}\n');
    expect(problem).toContain('4:');
    expect(problem).toContain('env:');
  });

  it('names everything that is wrong, each with its place', () => {
    const problems = problemsOf(
      'version: 1\ntasks:\n  - name: a\n    uses: no-such-step\n  - name: a\n    uses: workspace\n    if: env.X ==\n',
    );
    expect(problems).toContain('there is no step "no-such-step"');
    expect(problems).toContain('"a" is there already');
    expect(problems).toContain('no expression of this form');
  });

  it('refuses a task that both runs and uses', () => {
    expect(problemsOf('version: 1\ntasks:\n  - { name: a, run: x, uses: workspace }\n')).toContain(
      'either',
    );
  });

  it('knows every step in the folder, and no other', () => {
    const files = readdirSync(join(import.meta.dirname, '../steps')).filter((name) =>
      name.endsWith('.step.ts'),
    );
    expect(stepDefinitions.map(({ id }) => `${id}.step.ts`).sort()).toEqual(files.sort());
  });
});

describe('expressions', () => {
  const scope = {
    env: { A: 'x', EMPTY: '' },
    steps: { one: { output: 'out', outcome: 'success' } },
    succeeded: true,
  };
  it.each([
    ["env.A == 'x'", true],
    ["env.A != 'x' || steps.one.outcome == 'success'", true],
    ["env.EMPTY && 'never'", false],
    ['!(env.NOT_THERE) && success()', true],
    ['failure()', false],
    ["env.constructor == ''", true],
  ])('%s is %s', (source, expected) => {
    expect(isTrue(parseExpression(source)(scope))).toBe(expected);
  });

  it('takes the first of two that is there', () => {
    expect(fillTemplate('${{ env.EMPTY || steps.one.output }}', scope)).toBe('out');
  });

  it('does not read an inserted value again', () => {
    expect(
      fillTemplate('${{ env.A }}', { ...scope, env: { A: '${{ env.SECRET }}', SECRET: 's' } }),
    ).toBe('${{ env.SECRET }}');
  });
});
