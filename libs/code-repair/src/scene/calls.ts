import type ts from 'typescript';
import { closest, type Found } from './closest.js';
import type { RepairScene } from './repair-scene.js';

/** The calls of something of this name, the likeliest first: `name()` and `x.name()`. */
export function callsOf(name: string, scene: RepairScene): Found<ts.CallExpression>[] {
  const { ts } = scene;
  const isCall = (node: ts.Node): node is ts.CallExpression =>
    ts.isCallExpression(node) && calledName(node, ts) === name;
  return closest(scene, isCall);
}

export function calledName({ expression }: ts.CallExpression, ts: RepairScene['ts']): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
}
