import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import type { RunContext } from '../steps/step.js';
import { Workspace } from '../workspace/workspace.js';
import { templateSource } from './template.source.js';

const SOURCE = 'export const total = (cart) => cart.sum - cart.coupon.percent;\n';
const GUARDED = SOURCE.replace('cart.coupon.percent', '(cart.coupon?.percent ?? 0)');

describe('templates as a source of candidates', () => {
  let project: TestProject;
  let context: RunContext;

  beforeEach(async () => {
    project = new TestProject({ 'src/cart.js': SOURCE });
    context = project.context();
    context.state.pristine = await Workspace.create(project.root, context.processes);
  });
  afterEach(() => {
    context.state.pristine?.removeAll();
    project.dispose();
  });

  const propose = (error: string, overrides: Partial<RunContext> = {}) =>
    templateSource.propose(
      {
        file: 'src/cart.js',
        source: SOURCE,
        error,
        evidence: '',
        refusals: [],
        temperature: undefined,
        model: undefined,
        answer: 'text',
      },
      { ...context, ...overrides },
    );
  const crash = (): string =>
    `TypeError: Cannot read properties of undefined (reading 'percent')\n    at total (${project.path('src/cart.js')}:1:55)\n`;

  it('repair where the trace points, and ask no model', async () => {
    expect(await propose(crash())).toMatchObject({
      outcome: 'proposed',
      text: GUARDED,
      answer: expect.stringContaining('+export const total'),
    });
    expect(project.model.asked).toEqual([]);
  });

  it('propose the next one when a patch was not taken, until there is none', async () => {
    const texts: string[] = [];
    for (;;) {
      const proposal = await propose(crash());
      if (proposal.outcome !== 'proposed') {
        expect(proposal.outcome).toBe('none');
        break;
      }
      texts.push(proposal.text);
      context.state.rejected.set(proposal.text, 'no');
    }
    expect(texts.length).toBeGreaterThan(2);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('have nothing for an error that they do not know, or when they are off', async () => {
    expect(await propose('Error: out of stock')).toMatchObject({ outcome: 'none' });
    expect(await propose(crash(), { templates: false })).toMatchObject({ outcome: 'none' });
  });
});
