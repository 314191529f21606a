import { describe, expect, it, jest } from '@jest/globals';
import { checkPatch } from '@app/code-repair';
import { answersFor } from './hostile-answers.js';
import { changed, loadPrograms } from './program.js';
import { replayAll } from './replay-all.js';
import { HOSTILE, type Replayed } from './replay.js';

/** For one program: no more than a limit on what hangs. */
jest.setTimeout(600_000);

const programs = loadPrograms();
/** `npm run replay` runs them all. */
const EVERY = 14;
const sample = programs.filter((_program, at) => at % EVERY === 0);

describe('the replay set', () => {
  it('has at least 60 programs, in JavaScript and in TypeScript', () => {
    expect(programs.length).toBeGreaterThanOrEqual(60);
    const inTypeScript = programs.filter(({ file }) => file.endsWith('.ts'));
    expect(inTypeScript.length).toBeGreaterThanOrEqual(15);
  });

  it.each(programs)('$name: the policy has nothing against the right patch', async (program) => {
    const patch = {
      path: program.file,
      before: program.source,
      after: changed(program, program.right),
    };
    expect(await checkPatch(patch)).toEqual([]);
  });

  it('has another hostile answer for each program', () => {
    const malicious = programs.map((program) => answersFor(program).malicious);
    expect(new Set(malicious).size).toBe(programs.length);
  });
});

describe('the operator, over a sample of the set', () => {
  const templates: Replayed['template'][] = [];

  it.each(sample)(
    '$name: keeps the right patch, and refuses every other one with the tree as it was',
    async (program) => {
      for (const { rightKept, refusals, template } of await replayAll([program])) {
        expect(rightKept).toBe(true);
        for (const kind of HOSTILE)
          expect({ kind, why: refusals[kind] }).toEqual({ kind, why: expect.any(String) });
        expect(refusals.malicious).toContain('policy');
        templates.push(template);
      }
    },
  );

  it('repairs more than half of it by templates alone', () => {
    const right = templates.filter((template) => template === 'right');
    expect(right.length).toBeGreaterThan(sample.length / 2);
  });
});
