import type ts from 'typescript';
import { insert } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import type { RepairTemplate } from './template.js';

const FROZEN =
  /Cannot (?:assign to read only property|add property|delete property) .*(?:object|Object|Array|extensible)/;
const CHANGES = /^(?:sort|reverse|splice|push|pop|shift|unshift|fill|copyWithin)$/;

/** A list that must not change: what changes it gets a copy. */
export const frozenCopyTemplate: RepairTemplate = {
  id: 'frozen-copy',
  propose(scene) {
    if (!FROZEN.test(scene.message)) return [];
    const { ts } = scene;
    const isChange = (node: ts.Node): node is ts.CallExpression =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      CHANGES.test(node.expression.name.text);
    const isAssign = (node: ts.Node): node is ts.CallExpression =>
      ts.isCallExpression(node) && node.expression.getText() === 'Object.assign';
    const copies = closest(scene, isChange).flatMap(({ node, closeness }) => {
      const { expression } = node;
      if (!ts.isPropertyAccessExpression(expression)) return [];
      const { expression: list } = expression;
      return [
        {
          title: `Change a copy of ${list.getText()}`,
          edits: [insert(list.getStart(), '[...'), insert(list.getEnd(), ']')],
          score: closeness * 0.92,
        },
      ];
    });
    const merges = closest(scene, isAssign).map(({ node, closeness }) => ({
      title: 'Merge into a new object',
      edits: [insert(node.arguments[0]?.getStart() ?? node.getEnd(), '{}, ')],
      score: closeness * 0.92,
    }));
    return [...copies, ...merges];
  },
};
