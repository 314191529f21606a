import type ts from 'typescript';
import { insert } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { unreadable } from '../scene/unreadable.js';
import type { RepairTemplate, Suggestion } from './template.js';

const SCORE = 0.92;
const DESTRUCTURE =
  /Cannot destructure (?:property '([^']+)' of )?'?.*'? as it is (undefined|null)/;
const NOT_ITERABLE = /is not iterable|not a function or its return value is not iterable/;

/** Taking nothing apart: `({ a })` becomes `({ a } = {})`, `const { a } = b` takes it from `b ?? {}`. */
export const destructureDefaultTemplate: RepairTemplate = {
  id: 'destructure-default',
  propose(scene) {
    const wanted = wantedNames(scene.message);
    if (!wanted) return [];
    const { ts } = scene;
    const isPattern = (node: ts.Node): node is ts.BindingPattern =>
      wanted.arrays ? ts.isArrayBindingPattern(node) : ts.isObjectBindingPattern(node);
    return closest(scene, isPattern)
      .filter(({ node }) => wanted.name === undefined || namesOf(node, ts).includes(wanted.name))
      .flatMap(({ node, closeness }) => ofPattern(node, closeness * SCORE, scene));
  },
};

function wantedNames(message: string): { name: string | undefined; arrays: boolean } | undefined {
  const destructured = DESTRUCTURE.exec(message);
  if (destructured) return { name: destructured[1], arrays: false };
  const read = unreadable(message);
  if (read) return { name: read.property, arrays: false };
  return NOT_ITERABLE.test(message) ? { name: undefined, arrays: true } : undefined;
}

function namesOf(pattern: ts.BindingPattern, ts: RepairScene['ts']): string[] {
  return pattern.elements.flatMap((element) =>
    ts.isBindingElement(element) ? [(element.propertyName ?? element.name).getText()] : [],
  );
}

function ofPattern(pattern: ts.BindingPattern, score: number, { ts }: RepairScene): Suggestion[] {
  const code = ts.isArrayBindingPattern(pattern) ? '[]' : '{}';
  const title = `Take ${code} apart where there is nothing`;
  const { parent } = pattern;
  const { initializer } = parent;
  if (initializer) {
    const isThere =
      ts.isObjectLiteralExpression(initializer) || ts.isArrayLiteralExpression(initializer);
    if (ts.isParameter(parent) || isThere) return [];
    return [{ title, edits: [insert(initializer.getEnd(), ` ?? ${code}`)], score }];
  }
  if (ts.isVariableDeclaration(parent)) return ofLoop(parent, code, score, ts);
  return [{ title, edits: [insert(parent.getEnd(), ` = ${code}`)], score }];
}

/** `for (const { a } of list)`: what is missing is left out. */
function ofLoop(
  declaration: ts.VariableDeclaration,
  code: string,
  score: number,
  ts: RepairScene['ts'],
): Suggestion[] {
  const loop = declaration.parent.parent;
  if (!ts.isForOfStatement(loop) || code === '[]') return [];
  const { expression } = loop;
  return [
    {
      title: 'Leave out the items that are missing',
      edits: [insert(expression.getEnd(), '.filter(Boolean)')],
      score: score * 0.8,
    },
  ];
}
