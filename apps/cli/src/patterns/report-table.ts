import type { PatternReport } from '@app/detection';
import Table from 'cli-table3';

const head = [
  'pattern',
  'lines',
  'longest streak',
  'limit',
  'would heal',
  'missed by one',
  'first',
];

/** What each pattern made of a log, for people. */
export function reportTable(reports: readonly PatternReport[]): string {
  const table = new Table({ head });
  for (const report of reports) {
    const [first] = report.raised;
    table.push([
      report.pattern.id,
      report.matchedLines,
      report.longestStreak,
      report.pattern.maxStreak,
      report.detections,
      report.missedByOne,
      first ? `line ${String(first.line)}, ${first.at}` : '',
    ]);
  }
  return table.toString();
}
