import type { GateCheck } from './gate-check.js';
import { lintCheck } from './lint.check.js';
import { parsesCheck } from './parses.check.js';
import { policyCheck } from './policy.check.js';
import { typesCheck } from './types.check.js';

/** Every check of a patch, the cheap ones first: one file and one line here. */
export const gateChecks: readonly GateCheck[] = [parsesCheck, policyCheck, lintCheck, typesCheck];
