import type { TraceLanguage } from '../trace-language.js';
import { goLanguage } from './go.language.js';
import { javascriptLanguage } from './javascript.language.js';
import { jvmLanguage } from './jvm.language.js';
import { phpLanguage } from './php.language.js';
import { pythonLanguage } from './python.language.js';
import { rubyLanguage } from './ruby.language.js';

export const traceLanguages: readonly TraceLanguage[] = [
  javascriptLanguage,
  pythonLanguage,
  jvmLanguage,
  goLanguage,
  rubyLanguage,
  phpLanguage,
];
