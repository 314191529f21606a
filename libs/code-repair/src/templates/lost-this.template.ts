import type ts from 'typescript';
import { insert, replace } from '../edits/text-edit.js';
import { closenessOf, closest } from '../scene/closest.js';
import { functionAround } from '../scene/functions.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { uncallable } from '../scene/uncallable.js';
import { unreadable } from '../scene/unreadable.js';
import type { RepairTemplate, Suggestion } from './template.js';

const SET = /Cannot set propert(?:y|ies) of undefined \(setting '([^']+)'\)/;

/** `this` is not what it was meant to be: an arrow for a function, `() => a.b()` for a bare `a.b`. */
export const lostThisTemplate: RepairTemplate = {
  id: 'lost-this',
  propose(scene) {
    const { message } = scene;
    const name =
      unreadable(message)?.property ?? SET.exec(message)?.[1] ?? uncallable(message)?.name;
    if (name === undefined) return [];
    return thisReads(name, scene).flatMap(({ node, closeness }) => {
      const around = functionAround(node, scene.ts);
      return scene.ts.isFunctionExpression(around)
        ? asArrow(around, closeness * 0.93, scene)
        : boundWhereHandedOn(around, closeness * 0.93, scene);
    });
  },
};

function thisReads(name: string, scene: RepairScene) {
  const { ts } = scene;
  return closest(
    scene,
    (node): node is ts.PropertyAccessExpression =>
      ts.isPropertyAccessExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ThisKeyword &&
      node.name.text === name,
  );
}

/** `function (a) {` becomes `(a) => {`. */
function asArrow(node: ts.FunctionExpression, score: number, scene: RepairScene): Suggestion[] {
  const { tree, ts } = scene;
  const keyword = node.getChildren(tree).find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
  const open = node.getChildren(tree).find(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  if (!keyword || !open || node.asteriskToken || node.name) return [];
  return [
    {
      title: 'Let the callback keep `this` by an arrow',
      edits: [
        replace({ start: keyword.getStart(), end: open.getStart() }, ''),
        insert(node.body.getStart(), '=> '),
      ],
      score,
    },
  ];
}

/** Where the method is handed on without its object. */
function boundWhereHandedOn(method: ts.Node, score: number, scene: RepairScene): Suggestion[] {
  const { ts } = scene;
  if (!ts.isMethodDeclaration(method)) return [];
  const name = method.name.getText();
  const isBare = (node: ts.Node): node is ts.PropertyAccessExpression =>
    ts.isPropertyAccessExpression(node) &&
    node.name.text === name &&
    !(ts.isCallExpression(node.parent) && node.parent.expression === node) &&
    !ts.isPropertyAccessExpression(node.parent) &&
    !ts.isBinaryExpression(node.parent);
  return closest(scene, isBare).flatMap(({ node }) => {
    const near = 0.9 + closenessOf(node, scene) / 10;
    const text = node.getText();
    const object = node.expression.getText();
    return [
      {
        title: `Hand on ${text} with its object`,
        edits: [insert(node.getEnd(), `.bind(${object})`)],
        score: score * near,
      },
      {
        title: `Hand on a call of ${text}`,
        edits: [insert(node.getStart(), '(...args) => '), insert(node.getEnd(), '(...args)')],
        score: score * near * 0.95,
      },
    ];
  });
}
