import type ts from 'typescript';
import type { Access } from './chains.js';
import { closest, type Found } from './closest.js';
import type { RepairScene } from './repair-scene.js';

const COMPUTED = 0.9;

/** The places that read a member of this name, the likeliest first; `a[i]` may read any. */
export function accessesOf(property: string, scene: RepairScene): Found<Access>[] {
  const { ts } = scene;
  const isAccess = (node: ts.Node): node is Access =>
    (ts.isPropertyAccessExpression(node) && node.name.text === property) ||
    (ts.isElementAccessExpression(node) && mayBe(node.argumentExpression, property, scene));
  return closest(scene, isAccess)
    .filter(({ node }) => !node.questionDotToken)
    .map((found) =>
      isComputed(found.node, scene) ? { ...found, closeness: found.closeness * COMPUTED } : found,
    )
    .sort((a, b) => b.closeness - a.closeness);
}

function mayBe(key: ts.Expression, property: string, { ts }: RepairScene): boolean {
  if (ts.isStringLiteralLike(key) || ts.isNumericLiteral(key)) return key.text === property;
  return true;
}

function isComputed(node: Access, { ts }: RepairScene): boolean {
  return (
    ts.isElementAccessExpression(node) &&
    !ts.isStringLiteralLike(node.argumentExpression) &&
    !ts.isNumericLiteral(node.argumentExpression)
  );
}
