import type { PatchRule } from '../patch-rule.js';
import { checksOnRule } from './checks-on.rule.js';
import { computedCallsRule } from './computed-calls.rule.js';
import { errorHandlingRule } from './error-handling.rule.js';
import { globalsRule } from './globals.rule.js';
import { keptCodeRule } from './kept-code.rule.js';
import { modulesRule } from './modules.rule.js';
import { powersRule } from './powers.rule.js';
import { reflectionRule } from './reflection.rule.js';
import { sharedObjectsRule } from './shared-objects.rule.js';
import { sizeRule } from './size.rule.js';
import { textsRule } from './texts.rule.js';

/** Every rule for patches: one file and one line here. */
export const patchRules: readonly PatchRule[] = [
  checksOnRule,
  computedCallsRule,
  errorHandlingRule,
  globalsRule,
  keptCodeRule,
  modulesRule,
  powersRule,
  reflectionRule,
  sharedObjectsRule,
  sizeRule,
  textsRule,
];
