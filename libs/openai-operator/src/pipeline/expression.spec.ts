import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  expressionsIn,
  fillTemplate,
  isTrue,
  parseExpression,
  type ExpressionScope,
} from './expression.js';

const scope: ExpressionScope = {
  env: { A: 'x', EMPTY: '' },
  steps: { one: { output: 'out', outcome: 'success' } },
  succeeded: true,
  candidate: { from: 'model' },
};
const truth = (source: string, in_: ExpressionScope = scope): boolean =>
  isTrue(parseExpression(source)(in_));

/** An expression as text, beside what JavaScript makes of it. */
interface Sample {
  readonly source: string;
  readonly value: string | boolean;
}
const text = fc.string({ unit: fc.constantFrom('a', ' ', '|', '$', '{', '"', '\n', 'é') });
const { sample } = fc.letrec<{ sample: Sample; leaf: Sample }>((tie) => ({
  leaf: fc.oneof(
    text.map((value): Sample => ({ source: `'${value}'`, value })),
    fc.constantFrom<Sample[]>(
      { source: 'env.A', value: 'x' },
      { source: 'env.EMPTY', value: '' },
      { source: 'env.NOT_THERE', value: '' },
      { source: 'steps.one.output', value: 'out' },
      { source: 'steps.none.output', value: '' },
      { source: 'success()', value: true },
      { source: 'failure()', value: false },
    ),
  ),
  sample: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    tie('sample').map(({ source, value }): Sample => ({
      source: `!(${source})`,
      value: !isTrue(value),
    })),
    fc
      .tuple(tie('sample'), fc.constantFrom('||', '&&', '==', '!='), tie('sample'))
      .map(([a, operator, b]): Sample => ({
        source: `(${a.source}) ${operator} (${b.source})`,
        value: {
          '||': a.value || b.value,
          '&&': a.value && b.value,
          '==': String(a.value) === String(b.value),
          '!=': String(a.value) !== String(b.value),
        }[operator],
      })),
  ),
}));

describe('expressions', () => {
  it.each([
    ["env.A == 'x'", true],
    ["env.A != 'x' || steps.one.outcome == 'success'", true],
    ["env.EMPTY && 'never'", false],
    ['!(env.NOT_THERE) && success()', true],
    ['failure()', false],
    ["candidate.from == 'model' && candidate.none == ''", true],
    ["env.constructor == ''", true],
    ["steps.__proto__.output == ''", true],
    ["'a' == 'a' && 'b' == 'c' || 'd'", true],
  ])('%s is %s', (source, expected) => {
    expect(truth(source)).toBe(expected);
  });

  it('mean what the same mean in JavaScript', () => {
    fc.assert(
      fc.property(sample, ({ source, value }) => {
        expect(parseExpression(source)(scope)).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '',
    'env',
    'env.A.B',
    'steps.one',
    'candidate',
    'candidate.from.x',
    'steps.one.code',
    'env.A ==',
    'env.A env.B',
    '(',
    "'a",
    'x()',
    'env.A = 1',
    'constructor()',
  ])('refuse %j', (source) => {
    expect(() => parseExpression(source)(scope)).toThrow(SyntaxError);
  });

  it('either parse or say so, whatever the text, and never look at anything else', () => {
    const piece = fc.constantFrom(
      'env',
      '.',
      'A',
      'steps',
      '(',
      ')',
      '!',
      '==',
      '||',
      "'",
      ' ',
      '__proto__',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        try {
          const value = parseExpression(pieces.join(''))(scope);
          expect(['string', 'boolean']).toContain(typeof value);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('templates', () => {
  it('take the first of two that is there', () => {
    expect(fillTemplate('${{ env.EMPTY || steps.one.output }}', scope)).toBe('out');
  });

  it('do not read an inserted value again', () => {
    expect(
      fillTemplate('${{ env.A }}', { ...scope, env: { A: '${{ env.SECRET }}', SECRET: 's' } }),
    ).toBe('${{ env.SECRET }}');
  });

  it('put in every value as it is, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const filled = fillTemplate('<${{ env.P }}|${{ env.Q }}>', {
          ...scope,
          env: { P: a, Q: b },
        });
        expect(filled).toBe(`<${a}|${b}>`);
      }),
    );
  });

  it('leave a text without expressions alone', () => {
    fc.assert(
      fc.property(fc.string(), (plain) => {
        if (expressionsIn(plain).length === 0) expect(fillTemplate(plain, scope)).toBe(plain);
      }),
    );
  });
});
