import { readFileSync } from 'node:fs';
import { builtInDefaults } from '../../libs/detection/src/pattern-config/resolved-trigger.ts';

/** One pattern per line of the file, with a streak each, as the pattern file resolves them. */
export function readPatterns(rulesFile) {
  return readFileSync(rulesFile, 'utf8')
    .trimEnd()
    .split('\n')
    .map((match, index) => ({
      id: `rule-${index}`,
      title: match,
      severity: 'error',
      maxStreak: 2,
      plan: { ...builtInDefaults, target: 'app' },
      match: [match],
      exclude: [],
      ignoreCase: process.env.IGNORE_CASE === '1',
      groupBy: [],
      resetOn: 'non-match',
    }));
}
