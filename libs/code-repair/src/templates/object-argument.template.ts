import type ts from 'typescript';
import { insert } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import type { RepairTemplate } from './template.js';

const SCORE = 0.9;
const NO_SEARCH = /Cannot use 'in' operator to search for '.*' in (?:undefined|null)/;

/** Nothing where an object is due: `Object.keys(a)` becomes `Object.keys(a ?? {})`, likewise `key in a`. */
export const objectArgumentTemplate: RepairTemplate = {
  id: 'object-argument',
  propose(scene) {
    const { ts, message } = scene;
    const isMeant = message.includes('Cannot convert undefined or null to object')
      ? (node: ts.Node): node is ts.Expression => isArgument(node)
      : NO_SEARCH.test(message)
        ? (node: ts.Node): node is ts.Expression => isSearched(node)
        : undefined;
    if (!isMeant) return [];
    const isArgument = (node: ts.Node): boolean =>
      ts.isCallExpression(node.parent) &&
      node.parent.arguments[0] === node &&
      /^(?:Object|Reflect)\.\w+$/.test(node.parent.expression.getText());
    const isSearched = (node: ts.Node): boolean =>
      ts.isBinaryExpression(node.parent) &&
      node.parent.operatorToken.kind === ts.SyntaxKind.InKeyword &&
      node.parent.right === node;
    return closest(
      scene,
      (node): node is ts.Expression => !ts.isSourceFile(node) && isMeant(node),
    ).map(({ node, closeness }) => ({
      title: `Take {} where ${node.getText()} is missing`,
      edits: ts.isBinaryExpression(node.parent)
        ? [insert(node.getStart(), '('), insert(node.getEnd(), ' ?? {})')]
        : [insert(node.getEnd(), ' ?? {}')],
      score: closeness * SCORE,
    }));
  },
};
