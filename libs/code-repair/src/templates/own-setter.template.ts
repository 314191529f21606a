import type ts from 'typescript';
import { replace } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import type { RepairScene } from '../scene/repair-scene.js';
import type { RepairTemplate } from './template.js';

/** An accessor that calls itself without end: it and its partner keep the value under `_name`. */
export const ownSetterTemplate: RepairTemplate = {
  id: 'own-setter',
  propose(scene) {
    if (!scene.message.includes('Maximum call stack size exceeded')) return [];
    const { ts } = scene;
    const isAccessor = (node: ts.Node): node is ts.AccessorDeclaration =>
      ts.isAccessor(node) && ownUses(node, node.name.getText(), scene).length > 0;
    return closest(scene, isAccessor).map(({ node, closeness }) => {
      const name = node.name.getText();
      const partners = ts.isClassLike(node.parent)
        ? node.parent.members.filter(
            (member) => ts.isAccessor(member) && member.name.getText() === name,
          )
        : [node];
      const uses = partners.flatMap((partner) => ownUses(partner, name, scene));
      return {
        title: `Keep the value of ${name} under _${name}`,
        edits: uses.map((use) => replace({ start: use.getStart(), end: use.getEnd() }, `_${name}`)),
        score: closeness * 0.9,
      };
    });
  },
};

function ownUses(accessor: ts.Node, name: string, { ts }: RepairScene): ts.Node[] {
  const uses: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const own =
      ts.isPropertyAccessExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ThisKeyword &&
      node.name.text === name;
    if (own) uses.push(node.name);
    ts.forEachChild(node, visit);
  };
  visit(accessor);
  return uses;
}
