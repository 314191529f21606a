import type { PatternSuggestion } from '@app/detection';
import { stripVTControlCharacters } from 'node:util';
import { stringify } from 'yaml';

const LONGEST_EXAMPLE = 160;

/** Entries that can be pasted under `patterns:`, each with how often it was seen and the newest line. */
export function suggestionText(suggestions: readonly PatternSuggestion[], path: string): string {
  if (suggestions.length === 0)
    return `Every line of ${path} that speaks of trouble is known to a pattern.`;
  return suggestions.map(entry).join('\n');
}

function entry({ id, match, count, example }: PatternSuggestion): string {
  const seen = `# ${String(count)} ${count === 1 ? 'line' : 'lines'}, such as: ${oneLine(example)}`;
  return `${seen}\n${stringify([{ id, match, maxStreak: 2 }], { lineWidth: 0 }).trimEnd()}`;
}

function oneLine(example: string): string {
  const plain = stripVTControlCharacters(example).replace(/\p{Cc}/gu, ' ');
  return plain.length > LONGEST_EXAMPLE ? `${plain.slice(0, LONGEST_EXAMPLE)}…` : plain;
}
