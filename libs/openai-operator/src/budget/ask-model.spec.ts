import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import type { RunContext } from '../steps/step.js';
import { askModel } from './ask-model.js';
import type { TokenCount } from './budget.js';

describe('askModel', () => {
  let project: TestProject;
  let context: RunContext;
  const reserved: TokenCount[] = [];
  const settled: TokenCount[] = [];

  beforeEach(() => {
    reserved.length = settled.length = 0;
    project = new TestProject();
    const settle = (used: TokenCount): Promise<void> => Promise.resolve(void settled.push(used));
    const budget = {
      reserve: (most: TokenCount) => {
        reserved.push(most);
        return Promise.resolve({ ok: true as const, settle });
      },
    };
    context = project.context({}, { budget });
  });
  afterEach(() => {
    project.dispose();
  });

  const ask = (model?: string) =>
    askModel(
      { instructions: 'Do.', input: 'x'.repeat(997), temperature: undefined, model },
      context,
    );

  it('sets the most aside that a question may cost, and settles what it used', async () => {
    project.model.reply = () => 'answer';
    await ask('other');
    expect(reserved).toEqual([{ model: 'other', inputTokens: 500, outputTokens: 100 }]);
    expect(settled).toEqual([{ model: 'other', inputTokens: 100, outputTokens: 20 }]);
    expect(context.state.exchanges).toMatchObject([{ answer: 'answer', inputTokens: 100 }]);
  });

  it('gives back what a question that never arrived would have cost', async () => {
    const failure = { ok: false, configured: true, message: 'no' } as const;
    project.model.reply = () => ({ ...failure, charged: false });
    await ask();
    expect(settled).toEqual([{ model: 'scripted', inputTokens: 0, outputTokens: 0 }]);
    project.model.reply = () => ({ ...failure, charged: true });
    await ask();
    expect(settled).toHaveLength(1);
  });

  it('asks nothing beyond the budget', async () => {
    const budget = { reserve: () => Promise.resolve({ ok: false as const, message: 'spent' }) };
    context = { ...context, budget };
    expect(await ask()).toEqual({ ok: false, configured: false, charged: false, message: 'spent' });
    expect(project.model.asked).toEqual([]);
  });
});
