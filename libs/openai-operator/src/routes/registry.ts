import { expressFinder } from './express.finder.js';
import { nestFinder } from './nest.finder.js';
import { nextFinder } from './next.finder.js';
import type { RouteFinder } from './route-finder.js';

/** Every framework: one file and one line here. */
export const routeFinders: readonly RouteFinder[] = [expressFinder, nestFinder, nextFinder];
