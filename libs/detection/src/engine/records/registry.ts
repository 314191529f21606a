import { goFamily } from './go.family.js';
import { javascriptFamily } from './javascript.family.js';
import { jvmFamily } from './jvm.family.js';
import { phpFamily } from './php.family.js';
import { pythonFamily } from './python.family.js';
import { rubyFamily } from './ruby.family.js';
import type { TraceFamily } from './trace-family.js';

/** Traces that are indented throughout, as those of .NET, need no family of their own. */
export const traceFamilies: readonly TraceFamily[] = [
  javascriptFamily,
  jvmFamily,
  goFamily,
  pythonFamily,
  rubyFamily,
  phpFamily,
];
