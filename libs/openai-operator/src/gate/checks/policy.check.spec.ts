import { describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { policyCheck } from './policy.check.js';

const check = (path: string, before: string, after: string) => {
  const project = new TestProject();
  return policyCheck.check([{ path, before, after }], project.context()).finally(() => {
    project.dispose();
  });
};

describe('the policy', () => {
  it('refuses what a repair does not need, and says what and where', async () => {
    const message = await check(
      'src/a.js',
      'export const f = (a) => a.b;\n',
      "import { exec } from 'node:child_process';\nexport const f = (a) => a?.b;\nexec('id');\n",
    );
    expect(message).toContain('src/a.js:1 brings the module node:child_process');
    expect(message).toContain('(powers)');
  });

  it('lets a repair pass, and what is no code', async () => {
    expect(await check('src/a.js', 'f(a.b);\n', 'f(a?.b);\n')).toBeUndefined();
    expect(await check('a.json', '{}', '{"eval":1}')).toBeUndefined();
  });
});
