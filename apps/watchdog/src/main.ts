import { setFlagsFromString } from 'node:v8';

// Before anything is loaded: the garbage of start-up must not widen V8's young space for good. An idle
// watchdog is 16 MB smaller for it, and matching is no slower (bench/footprint.mjs, bench/matching.mjs).
setFlagsFromString('--semi-space-growth-factor=1');
await import('./run-process.js');
