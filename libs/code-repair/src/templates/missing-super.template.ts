import type ts from 'typescript';
import { indentAt } from '../edits/code-style.js';
import { insert } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import type { RepairTemplate } from './template.js';

/** A constructor that uses `this` before, or without, `super()`. */
export const missingSuperTemplate: RepairTemplate = {
  id: 'missing-super',
  propose(scene) {
    if (!scene.message.includes('Must call super constructor')) return [];
    const { ts, source, style } = scene;
    const isDerived = (node: ts.Node): node is ts.ConstructorDeclaration =>
      ts.isConstructorDeclaration(node) &&
      node.body !== undefined &&
      (node.parent.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ??
        false);
    return closest(scene, isDerived).flatMap(({ node, closeness }) => {
      const [first] = node.body?.statements ?? [];
      if (!first || node.body?.getText().includes('super(') === true) return [];
      const names = node.parameters.map(({ name }) => name.getText());
      const calls = [...new Set([names.slice(0, 1).join(), '', names.join(', ')])];
      return calls.map((given, at) => ({
        title: `Call super(${given}) first`,
        edits: [
          insert(
            first.getStart(),
            `super(${given})${style.end}${style.eol}${indentAt(source, first.getStart())}`,
          ),
        ],
        score: closeness * 0.92 * 0.9 ** at,
      }));
    });
  },
};
