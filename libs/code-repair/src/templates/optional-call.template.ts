import { insert } from '../edits/text-edit.js';
import { callsOf } from '../scene/calls.js';
import { declarationOf } from '../scene/names.js';
import { uncallable } from '../scene/uncallable.js';
import type { RepairTemplate } from './template.js';

const OF_PARAMETER = 0.9;
const OF_OTHERS = 0.55;

/** A callback that was not given: `done()` becomes `done?.()`. */
export const optionalCallTemplate: RepairTemplate = {
  id: 'optional-call',
  propose(scene) {
    const wanted = uncallable(scene.message);
    if (!wanted) return [];
    const { ts } = scene;
    return callsOf(wanted.name, scene)
      .filter(({ node }) => !node.questionDotToken)
      .map(({ node: { expression }, closeness }) => {
        const declared = ts.isIdentifier(expression)
          ? declarationOf(expression.text, expression, ts)?.parent
          : undefined;
        const given = declared && (ts.isParameter(declared) || ts.isBindingElement(declared));
        const hook =
          ts.isPropertyAccessExpression(expression) &&
          /^on[A-Z]|^(?:done|next|callback)$/.test(expression.name.text);
        return {
          title: `Call ${expression.getText()} only where it was given`,
          edits: [insert(expression.getEnd(), '?.')],
          score: closeness * (given || hook ? OF_PARAMETER : OF_OTHERS),
        };
      });
  },
};
