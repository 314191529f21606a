import { describe, expect, it } from '@jest/globals';
import { stillFailing } from './still-failing.js';
import { countTests, type TestCase, type TestReport } from './test-report.js';

const ERROR = "TypeError: Cannot read properties of undefined (reading 'percent')";
const TEST = 'test/cart.test.js';
const files = ['src/cart.js', 'src/order.js', TEST];

const report = (tests: readonly TestCase[]): TestReport => ({
  run: { outcome: 'exited', exitCode: 1, stdout: '', stderr: '', output: '', durationMs: 1 },
  tests,
  counts: countTests(tests),
});
const failing = (stack?: readonly string[], error = ERROR): TestReport =>
  report([{ id: 'total', file: TEST, status: 'fail', error, ...(stack ? { stack } : {}) }]);
const hidden = (before: TestReport, after = failing()): string[] =>
  stillFailing(`log\n${ERROR}`, before, after, { patched: ['src/cart.js'], files });

describe('tests that showed the reported error and still fail', () => {
  it('are those whose failure came through a patched file', () => {
    expect(hidden(failing(['src/cart.js', TEST]))).toEqual(['total']);
    expect(hidden(failing(['src/order.js', 'src/cart.js', TEST]))).toEqual(['total']);
  });

  it('are not those that show it in another source, or in the test itself', () => {
    expect(hidden(failing(['src/order.js', TEST]))).toEqual([]);
    expect(hidden(failing([TEST]))).toEqual([]);
  });

  it.each([
    ['there is no stack', undefined],
    ['the stack is empty', []],
    ['the stack ends before the test', ['src/order.js']],
    ['the stack begins in what was built', ['dist/order.js', TEST]],
    ['the patched file was built under another path', ['src/order.js', 'dist/cart.js', TEST]],
  ])('count where %s', (_why, stack) => {
    expect(hidden(failing(stack))).toEqual(['total']);
  });

  it('are none where the test passes now, or failed for another reason before', () => {
    const passes = report([{ id: 'total', file: TEST, status: 'pass' }]);
    expect(hidden(failing(['src/cart.js', TEST]), passes)).toEqual([]);
    expect(hidden(failing(['src/cart.js', TEST], 'Error: other'))).toEqual([]);
  });
});
