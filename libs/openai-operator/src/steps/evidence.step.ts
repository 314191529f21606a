import { z } from 'zod';
import { withinBudget } from '../evidence/budget.js';
import { collectors } from '../evidence/collectors.js';
import { evidenceScene } from '../evidence/evidence-scene.js';
import { defineStep, done } from './step.js';

/**
 * Gathers what the error text leads to beside the file itself: the functions on the stack, what they
 * import, who calls them, the nearest tests, the commits that touched them. Gives it out as text.
 */
export const evidenceStep = defineStep({
  id: 'evidence',
  options: z.strictObject({
    file: z.string().describe('The file to repair, as `target` gave it out.'),
    error: z.string().describe('The end of the log.'),
    tokens: z
      .int()
      .min(100)
      .max(100_000)
      .default(6_000)
      .describe('How much of it, most telling first.'),
  }),
  harmless: true,
  async run({ file, error, tokens }, context) {
    const scene = await evidenceScene({ file, error }, context);
    const sections = [];
    for (const collect of collectors) sections.push(...(await collect(scene)));
    return done(withinBudget(sections, tokens));
  },
});
