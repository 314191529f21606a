import type ts from 'typescript';
import { indentAt } from '../edits/code-style.js';
import { insert } from '../edits/text-edit.js';
import { type Access, isPlain } from '../scene/chains.js';
import { closest } from '../scene/closest.js';
import { statementAround } from '../scene/functions.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { unreadable } from '../scene/unreadable.js';
import type { RepairTemplate, Suggestion } from './template.js';

const SET = /Cannot set propert(?:y|ies) of (?:undefined|null) \(setting '([^']+)'\)/;
const COLLECTS: Readonly<Record<string, string>> = {
  push: '[]',
  unshift: '[]',
  add: 'new Set()',
  set: 'new Map()',
};
const SCORE = 0.93;

/** Writing into what is not there yet: `a[k] ??= {};` before, or `(a[k] ??= []).push(b)`. */
export const missingObjectTemplate: RepairTemplate = {
  id: 'missing-object',
  propose(scene) {
    const name = SET.exec(scene.message)?.[1];
    if (name !== undefined) return ofAssignments(name, scene);
    const read = unreadable(scene.message);
    const made = COLLECTS[read?.property ?? ''];
    if (read && made !== undefined) return ofCollections(read.property, made, scene);
    return read ? ofAssignments(read.property, scene) : [];
  },
};

/** `a.b.c = 1` and `a.b.c += 1`. */
function ofAssignments(name: string, scene: RepairScene): Suggestion[] {
  const { ts, source, style } = scene;
  const isWritten = (node: ts.Node): node is Access =>
    (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
    (ts.isElementAccessExpression(node) || node.name.text === name) &&
    isTarget(node, scene) &&
    isPlain(node.expression, ts) &&
    !ts.isIdentifier(node.expression) &&
    node.expression.kind !== ts.SyntaxKind.ThisKeyword;
  return closest(scene, isWritten).flatMap(({ node, closeness }) => {
    const statement = statementAround(node, ts);
    if (!statement) return [];
    const at = statement.getStart();
    const made =
      ts.isElementAccessExpression(node) && ts.isNumericLiteral(node.argumentExpression)
        ? '[]'
        : '{}';
    const text = `${node.expression.getText()} ??= ${made}${style.end}${style.eol}${indentAt(source, at)}`;
    return [
      {
        title: `Make ${node.expression.getText()} where there is none`,
        edits: [insert(at, text)],
        score: closeness * SCORE,
      },
    ];
  });
}

function isTarget(node: Access, { ts }: RepairScene): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.left === node && parent.operatorToken.getText().endsWith('=');
  return ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent);
}

/** `groups[key].push(item)` and `index.get(key).push(item)`. */
function ofCollections(method: string, made: string, scene: RepairScene): Suggestion[] {
  const { ts } = scene;
  const isCollecting = (node: ts.Node): node is ts.PropertyAccessExpression =>
    ts.isPropertyAccessExpression(node) &&
    node.name.text === method &&
    ts.isCallExpression(node.parent);
  return closest(scene, isCollecting).flatMap(({ node, closeness }) => {
    const receiver: ts.Expression = node.expression;
    if (ts.isCallExpression(receiver)) return inMap(receiver, made, closeness * SCORE, scene);
    const member =
      ts.isElementAccessExpression(receiver) || ts.isPropertyAccessExpression(receiver);
    if (!member || !isPlain(receiver, ts)) return [];
    return [
      {
        title: `Begin ${receiver.getText()} with ${made}`,
        edits: [insert(receiver.getStart(), '('), insert(receiver.getEnd(), ` ??= ${made})`)],
        score: closeness * SCORE,
      },
    ];
  });
}

function inMap(
  call: ts.CallExpression,
  made: string,
  score: number,
  scene: RepairScene,
): Suggestion[] {
  const { ts, source, style } = scene;
  const statement = statementAround(call, ts);
  const [key] = call.arguments;
  const map = call.expression;
  if (!statement || !key || !isPlain(key, ts) || !ts.isPropertyAccessExpression(map)) return [];
  if (map.name.text !== 'get' || !isPlain(map.expression, ts)) return [];
  const [name, at] = [map.expression.getText(), statement.getStart()];
  const text = `if (!${name}.has(${key.getText()})) ${name}.set(${key.getText()}, ${made})${style.end}`;
  return [
    {
      title: `Begin the entry of ${key.getText()} with ${made}`,
      edits: [insert(at, text + style.eol + indentAt(source, at))],
      score,
    },
  ];
}
