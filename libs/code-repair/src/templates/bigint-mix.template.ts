import type ts from 'typescript';
import { insert } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import type { RepairTemplate } from './template.js';

/** BigInt beside numbers, or in JSON: one side is converted. */
export const bigintMixTemplate: RepairTemplate = {
  id: 'bigint-mix',
  propose(scene) {
    const { ts, message } = scene;
    if (message.includes('Do not know how to serialize a BigInt')) {
      const isJson = (node: ts.Node): node is ts.CallExpression =>
        ts.isCallExpression(node) &&
        node.expression.getText() === 'JSON.stringify' &&
        node.arguments.length === 1;
      const replacer = `, (_key, value) => (typeof value === ${scene.style.quote}bigint${scene.style.quote} ? value.toString() : value)`;
      return closest(scene, isJson).map(({ node, closeness }) => ({
        title: 'Write BigInt as text',
        edits: [insert(node.arguments[0]?.getEnd() ?? node.getEnd(), replacer)],
        score: closeness * 0.92,
      }));
    }
    if (!message.includes('Cannot mix BigInt and other types')) return [];
    return closest(scene, (node): node is ts.BinaryExpression =>
      ts.isBinaryExpression(node),
    ).flatMap(({ node, closeness }) =>
      [node.right, node.left].flatMap((side, at) =>
        (['BigInt', 'Number'] as const).map((type, rank) => ({
          title: `Make a ${type} of ${side.getText()}`,
          edits: [insert(side.getStart(), `${type}(`), insert(side.getEnd(), ')')],
          score: closeness * 0.9 * 0.9 ** (at + 2 * rank),
        })),
      ),
    );
  },
};
