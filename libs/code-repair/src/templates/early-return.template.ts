import type ts from 'typescript';
import { indentAt } from '../edits/code-style.js';
import { insert } from '../edits/text-edit.js';
import { accessesOf } from '../scene/accesses.js';
import { isPlain } from '../scene/chains.js';
import { functionAround, isFunction, returnsOf, statementAround } from '../scene/functions.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { typedFallbacks } from '../scene/typed-fallbacks.js';
import { unreadable } from '../scene/unreadable.js';
import type { RepairTemplate, Suggestion } from './template.js';

const SCORE = 0.7;
const LITERAL = /^(?:null|undefined|true|false|-?\d+|\[\]|\{\}|''|"")$/;

/** Nothing to work on: `if (!a) return null;` before the statement that reads it. */
export const earlyReturnTemplate: RepairTemplate = {
  id: 'early-return',
  propose(scene) {
    const read = unreadable(scene.message);
    if (!read) return [];
    return accessesOf(read.property, scene).flatMap(({ node, closeness }) =>
      guardsOf(node.expression, closeness * SCORE, scene),
    );
  },
};

function guardsOf(subject: ts.Expression, score: number, scene: RepairScene): Suggestion[] {
  const { ts, source, style } = scene;
  if (!isPlain(subject, ts) || subject.kind === ts.SyntaxKind.ThisKeyword) return [];
  const statement = statementAround(subject, ts);
  const around = functionAround(subject, ts);
  // What a function inside the statement works on is not known before the statement.
  if (!statement || functionAround(statement, ts) !== around || !isFunction(around, ts)) return [];
  const at = statement.getStart();
  return exits(statement, around, scene).map(({ code, weight }) => ({
    title: `Leave with \`${code}\` where ${subject.getText()} is missing`,
    edits: [
      insert(
        at,
        `if (!${subject.getText()}) ${code}${style.end}${style.eol}${indentAt(source, at)}`,
      ),
    ],
    score: score * weight,
  }));
}

/** How the function is left elsewhere comes first. */
function exits(statement: ts.Statement, around: ts.FunctionLikeDeclaration, scene: RepairScene) {
  const { ts, style } = scene;
  const returned = returnsOf(around, ts).map((expression) => expression?.getText() ?? '');
  const loop = isInLoop(statement, around, ts) ? [{ code: 'continue', weight: 1 }] : [];
  if (!returned.some((text) => text !== '') || ts.isConstructorDeclaration(around))
    return [...loop, { code: 'return', weight: 0.9 }];
  const empty = style.quote + style.quote;
  const usual = ['null', 'undefined', '0', empty, '[]', 'false', '{}'].filter(
    (text) => !returned.includes(text),
  );
  const seen = [
    ...new Set([
      ...returned.filter((text) => LITERAL.test(text)),
      ...typedFallbacks(around, scene),
    ]),
  ];
  return [
    ...loop,
    ...seen.map((text) => ({ code: `return ${text}`, weight: 1.1 })),
    ...usual.map((text, at) => ({ code: `return ${text}`, weight: 0.8 - at * 0.07 })),
  ];
}

function isInLoop(node: ts.Node, around: ts.Node, ts: RepairScene['ts']): boolean {
  let at = node.parent;
  while (at !== around && !ts.isSourceFile(at)) {
    if (ts.isIterationStatement(at, false)) return true;
    at = at.parent;
  }
  return false;
}
