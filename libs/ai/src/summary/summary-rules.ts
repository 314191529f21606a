import { codeRules } from './code-rules.js';
import { databaseRules } from './database-rules.js';
import { frameworkRules } from './framework-rules.js';
import type { SummaryRule } from './summary-rule.js';
import { systemRules } from './system-rules.js';

/** The more special first: the first that matches speaks. */
export const summaryRules: readonly SummaryRule[] = [
  ...databaseRules,
  ...frameworkRules,
  ...codeRules,
  ...systemRules,
];
