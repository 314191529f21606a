import type ts from 'typescript';
import { replace } from '../edits/text-edit.js';
import { accessesOf } from '../scene/accesses.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { similarNames } from '../scene/similar-names.js';
import { unreadable } from '../scene/unreadable.js';
import type { RepairTemplate } from './template.js';

const SCORE = 0.93;

/** `config.databse.host` where the file also writes `database`. */
export const propertySlipTemplate: RepairTemplate = {
  id: 'property-slip',
  propose(scene) {
    const read = unreadable(scene.message);
    if (!read) return [];
    const { ts } = scene;
    const written = propertyNames(scene);
    return accessesOf(read.property, scene).flatMap(({ node, closeness }) => {
      const receiver: ts.Expression = node.expression;
      if (!ts.isPropertyAccessExpression(receiver)) return [];
      const { name } = receiver;
      return similarNames(name.text, written).map((other, at) => ({
        title: `Write ${other} in place of ${name.text}`,
        edits: [replace({ start: name.getStart(), end: name.getEnd() }, other)],
        score: closeness * SCORE * 0.9 ** at,
      }));
    });
  },
};

/** The names of properties that this file and its neighbours define. */
function propertyNames({ ts, tree, project, filePath }: RepairScene): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const named =
      ts.isPropertyAssignment(node) ||
      ts.isPropertySignature(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isShorthandPropertyAssignment(node) ||
      ts.isMethodDeclaration(node);
    if (named && ts.isIdentifier(node.name)) names.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const folder = filePath.slice(0, filePath.lastIndexOf('/') + 1);
  const near = project.files.filter((path) => path.startsWith(folder) && path !== filePath);
  for (const path of near.slice(0, 20))
    for (const [, name] of (project.read(path) ?? '').matchAll(/\b([A-Za-z_$][\w$]*)\??:/g))
      if (name !== undefined) names.push(name);
  return names;
}
