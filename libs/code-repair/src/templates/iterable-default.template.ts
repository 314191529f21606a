import type ts from 'typescript';
import { insert, type TextEdit } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import type { RepairScene } from '../scene/repair-scene.js';
import type { RepairTemplate, Suggestion } from './template.js';

const SCORE = 0.9;
const NOT_ITERABLE =
  /is not iterable|requires \.\.\.iterable\[Symbol\.iterator\] to be a function|object is not iterable/;

/** Going through what is no list: `of a` becomes `of a ?? []`, or the entries or values of an object. */
export const iterableDefaultTemplate: RepairTemplate = {
  id: 'iterable-default',
  propose(scene) {
    if (!NOT_ITERABLE.test(scene.message)) return [];
    const { ts } = scene;
    const isIterated = (node: ts.Node): node is ts.Expression =>
      ts.isExpression(node) && placeOf(node, ts) !== undefined;
    return closest(scene, isIterated)
      .filter(({ node }) => isNamed(node, scene.message))
      .flatMap(({ node, closeness }) => ofExpression(node, closeness * SCORE, scene));
  },
};

/** V8 names what it went through; a text of its own ("undefined") names nothing. */
function isNamed(node: ts.Expression, message: string): boolean {
  const [, named = ''] = /^([\w$.[\]]+) is not iterable/.exec(message) ?? [];
  return (
    ['', 'undefined', 'object', 'number', 'null'].includes(named) || node.getText().endsWith(named)
  );
}

type Place = 'loop' | 'spread' | 'pattern' | 'argument';

function placeOf(node: ts.Expression, ts: RepairScene['ts']): Place | undefined {
  const { parent } = node;
  if (ts.isForOfStatement(parent) && parent.expression === node) return 'loop';
  if (ts.isSpreadElement(parent)) return 'spread';
  if (ts.isVariableDeclaration(parent) && ts.isArrayBindingPattern(parent.name)) return 'pattern';
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const called = parent.expression.getText();
    const takesLists = /^(?:Map|Set|WeakMap|WeakSet|Promise\.\w+|Object\.fromEntries|Array\.from)$/;
    return takesLists.test(called) && parent.arguments?.[0] === node ? 'argument' : undefined;
  }
  return undefined;
}

function ofExpression(node: ts.Expression, score: number, scene: RepairScene): Suggestion[] {
  const { ts } = scene;
  const text = node.getText();
  const parenthesised = placeOf(node, ts) === 'spread' || ts.isConditionalExpression(node);
  const empty: TextEdit[] = parenthesised
    ? [insert(node.getStart(), '('), insert(node.getEnd(), ' ?? [])')]
    : [insert(node.getEnd(), ' ?? []')];
  const [likely, other] = takesPairs(node, ts) ? ['entries', 'values'] : ['values', 'entries'];
  const through = (method: string, weight: number): Suggestion => ({
    title: `Go through the ${method} of ${text}`,
    edits: [insert(node.getStart(), `Object.${method}(`), insert(node.getEnd(), ')')],
    score: score * weight,
  });
  return [
    { title: `Go through nothing where ${text} is missing`, edits: empty, score },
    through(likely, 0.9),
    {
      title: `Let ${text} be a list of one`,
      edits: [insert(node.getStart(), '['), insert(node.getEnd(), '].flat()')],
      score: score * 0.6,
    },
    through(other, 0.5),
  ];
}

function takesPairs({ parent }: ts.Expression, ts: RepairScene['ts']): boolean {
  if (ts.isNewExpression(parent)) return parent.expression.getText().endsWith('Map');
  if (!ts.isForOfStatement(parent) || !ts.isVariableDeclarationList(parent.initializer))
    return false;
  const [declaration] = parent.initializer.declarations;
  return declaration !== undefined && ts.isArrayBindingPattern(declaration.name);
}
