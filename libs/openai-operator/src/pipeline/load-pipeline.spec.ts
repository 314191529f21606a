import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepDefinitions } from '../steps/registry.js';
import { parsePipeline } from './load-pipeline.js';

const problemsOf = (text: string): readonly string[] => {
  const result = parsePipeline(text);
  return result.ok ? [] : result.problems;
};
const literal = (text: string): RegExp => new RegExp(RegExp.escape(text));
const tasks = (...lines: string[]): string => `version: 1\ntasks:\n${lines.join('\n')}\n`;

describe('parsePipeline', () => {
  it('accepts the shipped pipeline', () => {
    const shipped = readFileSync(
      join(import.meta.dirname, '../../../../codex-pipeline.yaml'),
      'utf8',
    );
    expect(problemsOf(shipped)).toEqual([]);
  });

  it('names everything that is wrong at once, with line and column, in the order of the file', () => {
    expect(
      problemsOf(
        tasks(
          '  - name: a',
          '    run: echo ${{ env.X }}',
          '  - name: b',
          '    uses: no-such-step',
          '  - name: b',
          '    uses: workspace',
          '    if: env.X ==',
          '  - name: c',
          '    uses: target',
          '    with: { path: x }',
        ),
      ).map((problem) => problem.slice(0, 60)),
    ).toEqual([
      expect.stringMatching(/^4:10 tasks\.0\.run: a value must not be pasted/),
      expect.stringMatching(/^6:11 tasks\.1\.uses: there is no step "no-such-step"/),
      expect.stringMatching(/^7:11 tasks\.2\.name: "b" is there already/),
      expect.stringMatching(/^9:9 tasks\.2\.if: "env\.X ==" is no expression/),
      expect.stringMatching(/^12:11 tasks\.3\.with\.file: is missing/),
      expect.stringMatching(/^12:19 tasks\.3\.with\.path: "target" has no such option/),
    ]);
  });

  it('still looks at the other tasks when one has the wrong shape', () => {
    const problems = problemsOf(
      tasks('  - name: A', '    run: x', '    colour: red', '  - name: b', '    uses: nothing'),
    ).join('\n');
    expect(problems).toContain('lower-case words');
    expect(problems).toContain('colour');
    expect(problems).toContain('there is no step "nothing"');
  });

  it('shows where the YAML itself breaks', () => {
    expect(problemsOf('version: 1\ntasks: [\n')[0]).toMatch(/^\d+:\d+ /);
  });

  it.each([
    ['a task that both runs and uses', ['  - { name: a, run: x, uses: workspace }'], 'either'],
    ['a task that does nothing', ['  - { name: a }'], 'either'],
    ['the step behind run', ['  - { name: a, uses: run, with: { run: x } }'], 'write "run'],
    ['options beside run', ['  - { name: a, run: x, with: { y: z } }'], 'belongs to "uses"'],
    ['env beside a step', ['  - { name: a, uses: workspace, env: { X: y } }'], 'belongs to "run"'],
    ['rounds without tasks', ['  - { name: a, run: x, rounds: 2 }'], 'belongs to "tasks"'],
    [
      'both candidates and a matrix',
      ['  - { name: a, candidates: 2, matrix: [{ x: 1 }], tasks: [{ name: b, run: x }] }'],
      'given by "matrix"',
    ],
    ['a matrix beside run', ['  - { name: a, run: x, matrix: [{ x: 1 }] }'], 'belongs to "tasks"'],
    ['a secret in the workspace', ['  - { name: a, run: x, secrets: [TOKEN] }'], 'in: project'],
    ['a need of nobody', ['  - { name: a, run: x, needs: [b] }'], 'no earlier task "b"'],
    ['a need of itself', ['  - { name: a, run: x, needs: [a] }'], 'no earlier task "a"'],
    [
      'a step that nobody is, or that comes later',
      ["  - { name: a, run: x, if: steps.b.output != '' }", '  - { name: b, run: x }'],
      'there is no earlier task "b"',
    ],
    [
      'a value that no candidate has',
      [
        '  - name: s',
        '    matrix: [{ from: a }, { from: b, rounds: 2 }]',
        '    rounds: ${{ candidate.rouns }}',
        '    tasks: [{ name: t, run: x, env: { X: "${{ candidate.form }}" } }]',
      ],
      /"rouns"; known: from, rounds[^]*"form"; known: from, rounds/,
    ],
    [
      'a candidate outside of a search',
      ['  - { name: a, run: x, env: { X: "${{ candidate.from }}" } }'],
      'only within the tasks of a search',
    ],
    [
      'a variable that pipelines never see',
      ['  - { name: a, run: x, if: env.OPENAI_API_KEY }'],
      '"OPENAI_API_KEY" is not shown to pipelines; known: CODEX_TARGET_FILE_PATH',
    ],
    ['an empty file', [], 'tasks'],
  ])('refuses %s', (_what, lines, message) => {
    expect(problemsOf(tasks(...lines)).join('\n')).toMatch(
      typeof message === 'string' ? literal(message) : message,
    );
  });

  it('accepts needs, secrets in the project, and a search with tasks of its own', () => {
    expect(
      problemsOf(
        tasks(
          '  - { name: copy, uses: workspace }',
          '  - name: search',
          '    candidates: ${{ env.CODEX_TEST_COMMAND }}',
          '    rounds: 3',
          '    tasks: [{ name: try, run: x }]',
          '  - { name: ship, run: y, in: project, secrets: [TOKEN], needs: [search, try] }',
        ),
      ),
    ).toEqual([]);
  });
});

describe('the registry of steps', () => {
  it('knows every step in the folder, and no other', () => {
    const files = readdirSync(join(import.meta.dirname, '../steps')).filter((name) =>
      name.endsWith('.step.ts'),
    );
    expect(stepDefinitions.map(({ id }) => `${id}.step.ts`).sort()).toEqual(files.sort());
  });
});
