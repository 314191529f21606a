import { insert } from '../edits/text-edit.js';
import { accessesOf } from '../scene/accesses.js';
import { isWrittenTo, wholeChain } from '../scene/chains.js';
import { receiverFallbacks } from '../scene/fallbacks.js';
import { unreadable } from '../scene/unreadable.js';
import type { RepairTemplate } from './template.js';

const SCORE = 0.82;

/** Using a member of undefined or null: `a.map(f)` becomes `(a ?? []).map(f)`. */
export const receiverDefaultTemplate: RepairTemplate = {
  id: 'receiver-default',
  propose(scene) {
    const read = unreadable(scene.message);
    if (!read) return [];
    const { ts, style } = scene;
    return accessesOf(read.property, scene)
      .filter(
        ({ node }) =>
          node.expression.kind !== ts.SyntaxKind.ThisKeyword &&
          !isWrittenTo(wholeChain(node, ts), ts),
      )
      .flatMap(({ node: { expression }, closeness }) =>
        receiverFallbacks(read.property, style.quote).map(({ code, weight }) => ({
          title: `Take ${code} where ${expression.getText()} is missing`,
          edits: [insert(expression.getStart(), '('), insert(expression.getEnd(), ` ?? ${code})`)],
          score: closeness * SCORE * weight,
        })),
      );
  },
};
