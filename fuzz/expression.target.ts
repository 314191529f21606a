import fc from 'fast-check';
import { fillTemplate } from '../libs/openai-operator/src/pipeline/expression.js';
import { target } from './target.js';

const word = fc.constantFrom(
  ...['env.A', 'steps.one.output', 'success()', 'failure()', "'text'", '==', '!=', '&&', '||', '!'],
  ...['(', ')', '${{', '}}', '.', "''", '__proto__', 'env.constructor', '\0', ' ', '\n', 'x'],
);
const scope = {
  env: { A: 'x' },
  steps: { one: { output: '${{ env.SECRET }}', outcome: 'success' } },
  succeeded: true,
  candidate: { from: 'model' },
} as const;

/** An expression is filled in or refused with words; what a step gave out is never read as one. */
export const expressionTarget = target({
  name: 'expression',
  input: fc.oneof(
    fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
    fc.array(word, { maxLength: 8 }).map((words) => `\${{ ${words.join(' ')} }}`),
    fc.string({ unit: 'binary', maxLength: 60 }),
  ),
  bear(text) {
    try {
      if (typeof fillTemplate(text, scope) !== 'string') throw new TypeError('No text came out.');
    } catch (error) {
      if (!(error instanceof Error) || error.message === '' || isAccident(error)) throw error;
    }
  },
});

function isAccident(error: Error): boolean {
  return (
    error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
  );
}
