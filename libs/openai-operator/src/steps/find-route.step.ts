import { z } from 'zod';
import { findRoute } from '../routes/find-route.js';
import { defineStep, done } from './step.js';

/**
 * Finds the file with the handler of a route, by the conventions of Nest, Express and its kin, and
 * Next.js. Gives out its path; the empty text where there is none, or no single best one.
 */
export const findRouteStep = defineStep({
  id: 'find-route',
  options: z.strictObject({
    route: z
      .string()
      .describe('For instance `GET /api/cart/42`; method and origin may be missing.'),
  }),
  harmless: true,
  async run({ route }, { projectRoot, processes, say }) {
    const found = await findRoute(route, projectRoot, processes);
    if (found.length === 1) {
      say(`${route} is handled in ${found[0] ?? ''}.`);
      return done(found[0]);
    }
    say(
      found.length === 0
        ? `No handler of ${route} was found.`
        : `${route} may be handled in ${found.join(', ')}.`,
    );
    return done();
  },
});
