import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codexStep } from '../steps/codex.step.js';
import type { RunContext } from '../steps/step.js';
import { Workspace } from '../workspace/workspace.js';
import type { CandidateRequest, Proposal } from './candidate-source.js';
import { codexSource } from './codex.source.js';

const SOURCE = 'module.exports = (cart) => cart.coupon.percent;\n';

describe('Codex as a source of candidates', () => {
  let project: TestProject;
  let context: RunContext;

  beforeEach(async () => {
    project = new TestProject({ 'src/a.js': SOURCE, 'src/b.js': 'b\n', '.env': 'KEY=s3cret\n' });
    const program = join(project.folder, 'codex');
    context = project.context(
      {},
      {
        codexProgram: program,
        secret: (name) => (name === 'OPENAI_API_KEY' ? 'the-key' : undefined),
        redact: (text) => Promise.resolve(text.replaceAll('s3cret', 'MASKED')),
      },
    );
    context.state.pristine = await Workspace.create(project.root, context.processes);
  });
  afterEach(() => {
    context.state.pristine?.removeAll();
    project.dispose();
  });

  /** Stands in for the real program: a script of its own with its arguments and its input. */
  const codexDoes = (script: string): void => {
    const path = context.codexProgram ?? '';
    writeFileSync(path, `#!/bin/sh\necho "$*" > "$0.args"\ncat > "$0.input"\n${script}\n`);
    chmodSync(path, 0o755);
  };
  const seen = (what: string): string => project.read(`../codex.${what}`);
  const propose = (request: Partial<CandidateRequest> = {}): Promise<Proposal> =>
    codexSource.propose(
      {
        file: 'src/a.js',
        source: SOURCE,
        error: 'TypeError: percent; password s3cret',
        evidence: '',
        refusals: [],
        temperature: undefined,
        model: undefined,
        answer: 'text',
        ...request,
      },
      context,
    );
  const FIX = `sed -i 's/coupon\\./coupon?./' src/a.js`;
  const SAYS = `echo '{"type":"item.completed","item":{"type":"agent_message","text":"Guarded it."}}'
echo '{"type":"turn.completed","usage":{"input_tokens":700,"cached_input_tokens":5,"output_tokens":30}}'`;

  it('lets it work in a copy, and takes the one file', async () => {
    codexDoes(`${FIX}; echo more >> src/b.js; test ! -e .env && ${SAYS}`);
    const before = project.snapshot();
    expect(await propose()).toMatchObject({
      outcome: 'proposed',
      text: SOURCE.replace('coupon.', 'coupon?.'),
      answer: expect.stringContaining('Guarded it.'),
    });
    expect(project.snapshot()).toEqual(before);
    expect(context.state.exchanges).toMatchObject([
      { model: 'codex', inputTokens: 700, outputTokens: 30 },
    ]);
  });

  it('is a step of its own too', async () => {
    codexDoes(FIX);
    const options = { file: 'src/a.js', source: SOURCE, error: 'TypeError: percent' };
    expect(await codexStep.run(options, context)).toEqual({
      ok: true,
      output: SOURCE.replace('coupon.', 'coupon?.'),
    });
  });

  it('runs it in its sandbox, with the task on its input and without secrets', async () => {
    codexDoes(`${FIX}; test "$CODEX_API_KEY" = the-key`);
    const refusals = [{ answer: 'my first try', reason: 'it broke a test' }];
    expect(await propose({ model: 'other', refusals })).toMatchObject({ outcome: 'proposed' });
    expect(seen('args')).toMatch(
      /^exec --json --sandbox workspace-write --skip-git-repo-check --model other --cd \S+ -\n$/,
    );
    expect(seen('input')).toContain('MASKED');
    expect(seen('input')).toContain('it broke a test');
    expect(seen('input')).not.toContain('s3cret');
  });

  it.each([
    ['changes nothing', 'true', 'unusable', 'was not changed'],
    ['removes the file', 'rm src/a.js', 'unusable', 'is gone'],
    ['puts a link in its place', 'ln -sf /etc/hostname src/a.js', 'unusable', 'is gone'],
    ['fails', 'echo no quota; exit 7', 'failed', 'exit code 7: no quota'],
  ])('says so when it %s', async (_what, script, outcome, message) => {
    codexDoes(script);
    expect(await propose()).toMatchObject({ outcome, message: expect.stringContaining(message) });
  });

  it('has nothing to give where it is off or not installed', async () => {
    expect(existsSync(context.codexProgram ?? '')).toBe(false);
    expect(await propose()).toMatchObject({
      outcome: 'none',
      message: expect.stringContaining('no program'),
    });
    context = { ...context, codexProgram: undefined };
    expect(await propose()).toMatchObject({
      outcome: 'none',
      message: expect.stringContaining('Set CODEX_CLI'),
    });
  });
});
