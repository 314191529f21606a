import type { ErrorSummary } from '@app/contracts';
import { filesInStack } from './files-in-stack.js';
import { summaryRules } from './summary-rules.js';

const LONGEST_LINE = 2_000;
const MOST_LINES = 400;
const SHOWN_CHARS = 200;

/** A summary without a model: what the first rule that knows the error says of it. Labelled as such. */
export function summarizeByRules(logSnippet: string): ErrorSummary {
  const text = logSnippet
    .split('\n', MOST_LINES)
    .map((line) => line.slice(0, LONGEST_LINE))
    .join('\n');
  const filesToInvestigate = filesInStack(text);
  for (const { pattern, summary, causes } of summaryRules) {
    const match = pattern.exec(text);
    if (!match) continue;
    const filled = summary.replace(
      /\$(\d)/g,
      (_placeholder, group: string) => match[Number(group)] ?? 'it',
    );
    return { summary: filled, rootCauses: causes, filesToInvestigate, source: 'rules' };
  }
  return {
    summary: `No rule knows this error: ${errorLine(text)}`,
    rootCauses: [],
    filesToInvestigate,
    source: 'rules',
  };
}

/** The line that most looks like the error itself. */
function errorLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line =
    lines.find((candidate) => /error|exception|fatal|failed/i.test(candidate)) ??
    lines[0] ??
    'the log is empty';
  return line.trim().slice(0, SHOWN_CHARS);
}
