import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CheckVerdict, continueRun, quietRun, type RunStep } from './sustained-run.js';

function steps(verdicts: readonly CheckVerdict[], limit: number): RunStep[] {
  const all: RunStep[] = [];
  for (const verdict of verdicts)
    all.push(continueRun(all.at(-1)?.run ?? quietRun, verdict, limit));
  return all;
}
const changes = (letters: string, limit: number) => {
  const verdicts = { o: 'over', b: 'between', w: 'well' } as const;
  return steps(
    Array.from(letters, (letter) => verdicts[letter as 'o']),
    limit,
  )
    .map(({ change }) => ({ none: '.', raised: 'R', ended: 'E' })[change])
    .join('');
};

describe('continueRun', () => {
  it.each([
    ['ooo', '..R'],
    ['oowooo', '.....R'],
    ['ooboo', '.....'],
    ['oooooo', '..R..R'],
    ['ooobbooo', '..R....R'],
    ['ooobwooo', '..R.E..R'],
    ['ooww', '....'],
    ['ooow', '..RE'],
  ])('turns %s into %s with a limit of 3', (letters, expected) => {
    expect(changes(letters, 3)).toBe(expected);
  });

  const verdicts = fc.array(fc.constantFrom<CheckVerdict>('over', 'between', 'well'));
  const limits = fc.integer({ min: 1, max: 5 });

  it('raises only after as many checks over as the limit says since the last time', () => {
    fc.assert(
      fc.property(verdicts, limits, (series, limit) => {
        let over = 0;
        steps(series, limit).forEach(({ change }, index) => {
          if (series[index] === 'over') over += 1;
          if (series[index] === 'well') over = 0;
          if (change !== 'raised') return;
          expect(over).toBeGreaterThanOrEqual(limit);
          over = 0;
        });
      }),
    );
  });

  it('always raises when as many checks in a row are over', () => {
    fc.assert(
      fc.property(verdicts, limits, (before, limit) => {
        const series = [...before, ...Array.from({ length: limit }, () => 'over' as const)];
        const last = steps(series, limit).slice(-limit);
        expect(last.some(({ change }) => change === 'raised')).toBe(true);
      }),
    );
  });

  it('ends only what was raised, and each of it once', () => {
    fc.assert(
      fc.property(verdicts, limits, (series, limit) => {
        let raised = false;
        for (const { change } of steps(series, limit)) {
          if (change === 'ended') expect(raised).toBe(true);
          if (change !== 'none') raised = change === 'raised';
        }
      }),
    );
  });
});
