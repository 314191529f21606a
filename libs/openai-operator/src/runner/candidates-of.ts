import { type ExpressionScope, fillTemplate } from '../pipeline/expression.js';
import type { SearchTask } from '../pipeline/pipeline.schema.js';

/** One candidate of a search before it is tried. */
export interface CandidatePlan {
  readonly number: number;
  readonly rounds: number;
  readonly values: Readonly<Record<string, string>>;
}

/** What a search will try, in order: an entry of its matrix each, or as many as it allows. */
export function candidatesOf(task: SearchTask, scope: ExpressionScope): CandidatePlan[] {
  const entries = task.matrix ?? Array.from({ length: limit(task.candidates, scope) }, () => ({}));
  return entries.map((entry, index) => {
    const values = Object.fromEntries(
      Object.entries(entry).map(([key, value]) => [key, fillTemplate(String(value), scope)]),
    );
    return {
      number: index + 1,
      rounds: limit(task.rounds, { ...scope, candidate: values }),
      values,
    };
  });
}

function limit(value: number | string | undefined, scope: ExpressionScope): number {
  const filled = typeof value === 'string' ? fillTemplate(value, scope) : (value ?? 1);
  const number = Number(filled);
  return Number.isInteger(number) && number > 0 ? number : 1;
}
