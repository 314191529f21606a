import type ts from 'typescript';
import { insert, type TextEdit } from '../edits/text-edit.js';
import { asyncNames } from '../scene/async-names.js';
import { calledName } from '../scene/calls.js';
import { closest, type Found } from '../scene/closest.js';
import { functionAround, isAsync, isFunction } from '../scene/functions.js';
import type { RepairScene } from '../scene/repair-scene.js';
import type { RepairTemplate, Suggestion } from './template.js';

const SYMPTOM =
  /Cannot (?:read|set|destructure|convert)|is not a function|is not iterable|is not defined as|Promise|not valid JSON|must be of type|Invalid time|could not be cloned|requires \.\.\.iterable/;
const KNOWN = 0.94;

/** A promise used as its value: `load()` becomes `await load()`, in a function that becomes async. */
export const missingAwaitTemplate: RepairTemplate = {
  id: 'missing-await',
  propose(scene) {
    if (!SYMPTOM.test(scene.message)) return [];
    const known = asyncNames(scene);
    return floatingCalls(scene)
      .filter(({ node }) => known.has(calledName(node, scene.ts)))
      .flatMap(({ node, closeness }) => ofCall(node, closeness, scene));
  },
};

/** Calls whose result is used at once, as if it were no promise. */
function floatingCalls(scene: RepairScene): Found<ts.CallExpression>[] {
  const { ts } = scene;
  return closest(scene, (node): node is ts.CallExpression => {
    if (!ts.isCallExpression(node)) return false;
    const { parent } = node;
    if (ts.isAwaitExpression(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent))
      return false;
    const handled =
      ts.isPropertyAccessExpression(parent) && /^(?:then|catch|finally)$/.test(parent.name.text);
    return !handled && !ts.isArrayLiteralExpression(parent) && !ts.isVoidExpression(parent);
  });
}

function ofCall(call: ts.CallExpression, closeness: number, scene: RepairScene): Suggestion[] {
  const { ts } = scene;
  const around = functionAround(call, ts);
  const { parent } = call;
  const member =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression === call;
  const awaited: TextEdit[] = member
    ? [insert(call.getStart(), '(await '), insert(call.getEnd(), ')')]
    : [insert(call.getStart(), 'await ')];
  const [made, cost] = madeAsync(around, scene);
  if (!made) return [];
  // What the value is used for stands below the call: the same function is as good as the same line.
  const near = Math.max(closeness, closeness >= 0.4 ? 0.97 : 0);
  return [
    {
      title: `Wait for ${call.expression.getText()}`,
      edits: [...awaited, ...made],
      score: near * KNOWN * cost + (near === closeness ? 0 : closeness / 100),
    },
  ];
}

/** What makes `await` legal; undefined where nothing does. */
function madeAsync(
  around: ts.FunctionLikeDeclaration | ts.SourceFile,
  { ts }: RepairScene,
): [TextEdit[] | undefined, number] {
  if (!isFunction(around, ts)) return [ts.isExternalModule(around) ? [] : undefined, 1];
  if (isAsync(around, ts)) return [[], 1];
  if (ts.isConstructorDeclaration(around) || ts.isAccessor(around)) return [undefined, 0];
  const modifiers = ts.canHaveModifiers(around) ? (ts.getModifiers(around) ?? []) : [];
  const at = modifiers.at(-1)?.getEnd();
  return [[at === undefined ? insert(around.getStart(), 'async ') : insert(at, ' async')], 0.8];
}
