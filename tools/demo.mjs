/** `npm run demo`: builds if need be, then runs the demo of the command line. */
import { buildIfNeeded } from './build-if-needed.mjs';

buildIfNeeded();
process.argv.splice(2, 0, 'demo');
await import('../bin/autoheal.mjs');
