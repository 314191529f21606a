import type ts from 'typescript';
import { replace } from '../edits/text-edit.js';
import { isWrittenTo } from '../scene/chains.js';
import { closest } from '../scene/closest.js';
import { declarationOf } from '../scene/names.js';
import type { RepairTemplate } from './template.js';

/** A constant that is assigned to: its `const` becomes `let`. */
export const constAssignmentTemplate: RepairTemplate = {
  id: 'const-assignment',
  propose(scene) {
    if (!scene.message.includes('Assignment to constant variable')) return [];
    const { ts, tree } = scene;
    const isTarget = (node: ts.Node): node is ts.Identifier =>
      ts.isIdentifier(node) && isWrittenTo(node, ts);
    return closest(scene, isTarget).flatMap(({ node, closeness }) => {
      const list = declarationOf(node.text, node, ts)?.parent.parent;
      const isConst =
        list && ts.isVariableDeclarationList(list) && list.getText().startsWith('const');
      if (!isConst) return [];
      const start = list.getStart(tree);
      return [
        {
          title: `Let ${node.text} vary`,
          edits: [replace({ start, end: start + 'const'.length }, 'let')],
          score: closeness * 0.95,
        },
      ];
    });
  },
};
