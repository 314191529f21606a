/** `npm run autoheal -- <command>`: builds if need be, then runs the command line. */
import { buildIfNeeded } from './build-if-needed.mjs';

buildIfNeeded();
await import('../bin/autoheal.mjs');
