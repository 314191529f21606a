import type ts from 'typescript';
import { insert, replace } from '../edits/text-edit.js';
import { callsOf } from '../scene/calls.js';
import { closest } from '../scene/closest.js';
import type { RepairTemplate } from './template.js';

const WITHOUT_NEW = /Class constructor (\w+) cannot be invoked without 'new'/;
const NO_CONSTRUCTOR = /(\S+) is not a constructor/;

/** `Cart()` of a class becomes `new Cart()`, `new create()` of a function `create()`. */
export const missingNewTemplate: RepairTemplate = {
  id: 'missing-new',
  propose(scene) {
    const { ts, message } = scene;
    const name = WITHOUT_NEW.exec(message)?.[1];
    if (name !== undefined)
      return callsOf(name, scene).map(({ node, closeness }) => ({
        title: `Make a new ${name}`,
        edits: [insert(node.getStart(), 'new ')],
        score: closeness * 0.95,
      }));
    const made = NO_CONSTRUCTOR.exec(message)?.[1];
    if (made === undefined) return [];
    const isMade = (node: ts.Node): node is ts.NewExpression =>
      ts.isNewExpression(node) && node.expression.getText() === made;
    return closest(scene, isMade).map(({ node, closeness }) => ({
      title: `Call ${made}, which is no class`,
      edits: [replace({ start: node.getStart(), end: node.expression.getStart() }, '')],
      score: closeness * 0.8,
    }));
  },
};
