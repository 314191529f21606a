import type ts from 'typescript';
import { indentAt } from '../edits/code-style.js';
import { insert } from '../edits/text-edit.js';
import { callsOf } from '../scene/calls.js';
import { isPlain } from '../scene/chains.js';
import { functionAround, isFunction, statementAround } from '../scene/functions.js';
import { guarded } from '../scene/statements.js';
import type { RepairTemplate } from './template.js';

/** A date that is none: `toISOString` is asked only of a valid one. */
export const invalidDateTemplate: RepairTemplate = {
  id: 'invalid-date',
  propose(scene) {
    if (!scene.message.includes('Invalid time value')) return [];
    const { ts, source, style } = scene;
    const calls = ['toISOString', 'format', 'formatToParts'].flatMap((name) =>
      callsOf(name, scene),
    );
    return calls.flatMap(({ node, closeness }) => {
      const statement = statementAround(node, ts);
      const around = functionAround(node, ts);
      if (!statement || !isFunction(around, ts)) return [];
      const subject: ts.Expression | undefined = ts.isPropertyAccessExpression(node.expression)
        ? node.expression.expression
        : undefined;
      const values = ['null', style.quote + style.quote, 'undefined'];
      const at = statement.getStart();
      return values.flatMap((value, rank) => [
        ...(subject && isPlain(subject, ts)
          ? [
              {
                title: `Return ${value} where ${subject.getText()} is no date`,
                edits: [
                  insert(
                    at,
                    `if (Number.isNaN(${subject.getText()}.getTime())) return ${value}${style.end}${style.eol}${indentAt(source, at)}`,
                  ),
                ],
                score: closeness * 0.9 * 0.9 ** rank,
              },
            ]
          : []),
        ...(ts.isReturnStatement(statement)
          ? [
              {
                title: `Return ${value} where there is no date`,
                edits: [guarded(statement, `return ${value}`, scene)],
                score: closeness * 0.85 * 0.9 ** rank,
              },
            ]
          : []),
      ]);
    });
  },
};
