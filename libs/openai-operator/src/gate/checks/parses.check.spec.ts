import { describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { parsesCheck } from './parses.check.js';

const check = (path: string, before: string, after: string) => {
  const project = new TestProject();
  return parsesCheck.check([{ path, before, after }], project.context()).finally(() => {
    project.dispose();
  });
};

describe('parses', () => {
  it.each([
    ['a.js', 'let a = 1;', 'let a = ;'],
    ['a.mjs', 'await 1;', 'await (1;'],
    ['a.tsx', 'const a: number = <b>(1)</b>;', 'const a: number = <b>(1);'],
    ['a.cts', 'type A = 1;', 'type A =;'],
    ['a.json', '{}', '{'],
  ])('refuses a patch of %s that breaks its syntax', async (path, before, after) => {
    expect(await check(path, before, before)).toBeUndefined();
    expect(await check(path, before, after)).toContain(`${path} does not parse with the patch:`);
  });

  it('names the line', async () => {
    expect(await check('a.ts', 'let a = 1;\n', 'let a = 1;\nlet b = ;\n')).toContain('line 2:');
  });

  it('does not blame a patch for what was broken before, or for what it cannot read', async () => {
    expect(await check('a.js', 'let a = ;', 'let b = ;')).toBeUndefined();
    expect(await check('a.vue', 'x', '<<<')).toBeUndefined();
  });
});
