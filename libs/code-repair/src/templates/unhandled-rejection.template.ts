import type ts from 'typescript';
import { insert, type TextEdit } from '../edits/text-edit.js';
import { asyncNames } from '../scene/async-names.js';
import { calledName } from '../scene/calls.js';
import { closest } from '../scene/closest.js';
import { functionAround, isAsync, isFunction } from '../scene/functions.js';
import type { RepairScene } from '../scene/repair-scene.js';
import type { RepairTemplate, Suggestion } from './template.js';

/** A promise that nobody waits for: it is waited for, or its failure is reported. Fits any message. */
export const unhandledRejectionTemplate: RepairTemplate = {
  id: 'unhandled-rejection',
  propose(scene) {
    const { ts } = scene;
    const known = asyncNames(scene);
    const isDropped = (node: ts.Node): node is ts.CallExpression =>
      ts.isCallExpression(node) &&
      ts.isExpressionStatement(node.parent) &&
      known.has(calledName(node, ts));
    return [
      ...closest(scene, isDropped).flatMap(({ node, closeness }) => ofCall(node, closeness, scene)),
      ...asyncCallbacks(scene),
    ];
  },
};

function ofCall(call: ts.CallExpression, closeness: number, { ts }: RepairScene): Suggestion[] {
  const around = functionAround(call, ts);
  const waits = isFunction(around, ts) ? isAsync(around, ts) : ts.isExternalModule(around);
  const what = call.expression.getText();
  const caught = {
    title: `Report what fails in ${what}`,
    edits: [insert(call.getEnd(), '.catch((error) => console.error(error))')],
    score: closeness * 0.6,
  };
  if (!waits) return [caught];
  return [
    {
      title: `Wait for ${what}`,
      edits: [insert(call.getStart(), 'await ')],
      score: closeness * 0.8,
    },
    caught,
  ];
}

/** `list.forEach(async …)` waits for nothing; `await Promise.all(list.map(async …))` does. */
function asyncCallbacks(scene: RepairScene): Suggestion[] {
  const { ts } = scene;
  const isLoop = (node: ts.Node): node is ts.CallExpression => {
    if (!ts.isCallExpression(node) || calledName(node, ts) !== 'forEach') return false;
    const [callback] = node.arguments;
    return (
      callback !== undefined && isAsync(callback, ts) && isWaiting(functionAround(node, ts), ts)
    );
  };
  return closest(scene, isLoop).flatMap(({ node, closeness }) => {
    const { expression } = node;
    if (!ts.isPropertyAccessExpression(expression)) return [];
    const name = { start: expression.name.getStart(), end: expression.name.getEnd() };
    const edits: TextEdit[] = [
      insert(node.getStart(), 'await Promise.all('),
      { ...name, text: 'map' },
      insert(node.getEnd(), ')'),
    ];
    return [{ title: 'Wait for every callback', edits, score: closeness * 0.85 }];
  });
}

function isWaiting(around: ts.Node, ts: RepairScene['ts']): boolean {
  return ts.isSourceFile(around) || isAsync(around, ts);
}
