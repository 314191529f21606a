import type ts from 'typescript';
import { insert, replace } from '../edits/text-edit.js';
import { accessesOf } from '../scene/accesses.js';
import { closest } from '../scene/closest.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { unreadable } from '../scene/unreadable.js';
import type { RepairTemplate } from './template.js';

/** One past the end: `i <= list.length` becomes `<`, `list[list.length]` its last item. */
export const loopBoundTemplate: RepairTemplate = {
  id: 'loop-bound',
  propose(scene) {
    const read = unreadable(scene.message);
    if (!read) return [];
    const { ts } = scene;
    const isPastEnd = (node: ts.Node): node is ts.BinaryExpression =>
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.LessThanEqualsToken &&
      node.right.getText().endsWith('.length');
    const bounds = closest(scene, isPastEnd).map(({ node, closeness }) => ({
      title: 'End the loop at the last item',
      edits: [
        replace({ start: node.operatorToken.getStart(), end: node.operatorToken.getEnd() }, '<'),
      ],
      score: isAroundError(node.parent, scene) ? 0.97 : closeness,
    }));
    const lasts = accessesOf(read.property, scene).flatMap(({ node, closeness }) => {
      const length = pastEnd(node.expression, scene);
      return length
        ? [
            {
              title: 'Take the last item',
              edits: [insert(length.getEnd(), ' - 1')],
              score: closeness * 0.97,
            },
          ]
        : [];
    });
    return [...bounds, ...lasts];
  },
};

function isAroundError(loop: ts.Node, { offsets }: RepairScene): boolean {
  return offsets.some((offset) => loop.getStart() <= offset && offset <= loop.getEnd());
}

/** The `list.length` of `list[list.length]`. */
function pastEnd(node: ts.Expression, { ts }: RepairScene): ts.Expression | undefined {
  if (!ts.isElementAccessExpression(node)) return undefined;
  const key = node.argumentExpression;
  return key.getText() === `${node.expression.getText()}.length` ? key : undefined;
}
