import type ts from 'typescript';
import { insert } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import type { RepairTemplate } from './template.js';

const KINDS: readonly (readonly [RegExp, RegExp, string])[] = [
  [/Invalid count value/, /\.repeat$/, '0'],
  [/Invalid array length/, /^Array$/, '0'],
  [/toFixed\(\) digits|toPrecision\(\) argument/, /\.to(?:Fixed|Precision)$/, '0'],
  [/Invalid typed array length/, /Array$/, '0'],
];

/** A count below what is possible: `repeat(n)` becomes `repeat(Math.max(0, n))`. */
export const clampedNumberTemplate: RepairTemplate = {
  id: 'clamped-number',
  propose(scene) {
    const kind = KINDS.find(([message]) => message.test(scene.message));
    if (!kind) return [];
    const [, called, least] = kind;
    const { ts } = scene;
    const isCounting = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
      (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
      called.test(node.expression.getText()) &&
      node.arguments?.length === 1;
    return closest(scene, isCounting).flatMap(({ node, closeness }) => {
      const [count] = node.arguments ?? [];
      if (!count) return [];
      const clamp = (open: string, close: string, weight: number) => ({
        title: `Keep ${count.getText()} within what is possible`,
        edits: [insert(count.getStart(), open), insert(count.getEnd(), close)],
        score: closeness * weight,
      });
      return /digits|argument/.test(scene.message)
        ? [clamp('Math.min(100, Math.max(0, ', '))', 0.88), clamp('Math.max(0, ', ')', 0.8)]
        : [clamp(`Math.max(${least}, `, ')', 0.92)];
    });
  },
};
