import type { TestCase, TestCounts } from './test-report.js';

const TAP_VERSION = /^TAP version \d+/m;
const TAP_LINE = /^( *)(not )?ok\b(?: +\d+)?(?: *- *| +)?(.*?)(?: *# *(skip|todo)\b.*)?$/gim;

/** The tests that TAP names on standard output (tape, tap, ava --tap); undefined where there is none. */
export function readTap(stdout: string): readonly TestCase[] | undefined {
  if (!TAP_VERSION.test(stdout)) return undefined;
  const tests = [...stdout.matchAll(TAP_LINE)].map(
    ([, indent = '', failed, name = '', skipped]): TestCase => ({
      id: `${indent}${name}`,
      file: '',
      status: skipped === undefined ? (failed === undefined ? 'pass' : 'fail') : 'skip',
    }),
  );
  return tests.length > 0 ? tests : undefined;
}

interface Summary {
  readonly pass: RegExp;
  readonly fail: RegExp;
  readonly skip: RegExp;
}

/** How runners sum up; a number that is not there is 0, but one of the first two must be. */
const summaries: readonly Summary[] = [
  // node:test
  {
    pass: /^(?:ℹ|#) pass (\d+)$/m,
    fail: /^(?:ℹ|#) fail (\d+)$/m,
    skip: /^(?:ℹ|#) skipped (\d+)$/m,
  },
  // jest
  {
    pass: /^Tests:.*?(\d+) passed/m,
    fail: /^Tests:.*?(\d+) failed/m,
    skip: /^Tests:.*?(\d+) (?:skipped|todo)/m,
  },
  // vitest
  {
    pass: /^\s*Tests\s.*?(\d+) passed/m,
    fail: /^\s*Tests\s.*?(\d+) failed/m,
    skip: /^\s*Tests\s.*?(\d+) skipped/m,
  },
  // mocha, jasmine-like
  { pass: /^\s*(\d+) passing\b/m, fail: /^\s*(\d+) failing\b/m, skip: /^\s*(\d+) pending\b/m },
  {
    pass: /^\s*(\d+) tests? passed\b/m,
    fail: /^\s*(\d+) tests? failed\b/m,
    skip: /^\s*(\d+) tests? skipped\b/m,
  },
];

/** The numbers that a runner sums its tests up in; undefined where none are found. */
export function readCounts(output: string): TestCounts | undefined {
  for (const summary of summaries) {
    const [pass, fail] = [numberIn(output, summary.pass), numberIn(output, summary.fail)];
    if (pass === undefined && fail === undefined) continue;
    return { pass: pass ?? 0, fail: fail ?? 0, skip: numberIn(output, summary.skip) ?? 0 };
  }
  return undefined;
}

function numberIn(output: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(output)?.[1];
  return found === undefined ? undefined : Number(found);
}
