import type ts from 'typescript';
import type { RepairScene } from './repair-scene.js';
import { functionAround } from './functions.js';

/** A node, and how sure it is that the error happened there: 1 is exactly where the trace says. */
export interface Found<T extends ts.Node> {
  readonly node: T;
  readonly closeness: number;
}

const EXACT = 1;
const SAME_LINE = 0.85;
const SAME_FUNCTION = 0.5;
const SAME_FILE = 0.25;
/** Each frame further out is that much less likely to be the place. */
const PER_FRAME = 0.8;

/** The nodes of a kind, those nearest to the error first. */
export function closest<T extends ts.Node>(
  scene: RepairScene,
  is: (node: ts.Node) => node is T,
): Found<T>[] {
  const found: Found<T>[] = [];
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push({ node, closeness: closenessOf(node, scene) });
    scene.ts.forEachChild(node, visit);
  };
  visit(scene.tree);
  return found.sort((a, b) => b.closeness - a.closeness);
}

export function closenessOf(node: ts.Node, scene: RepairScene): number {
  const byFrame = scene.offsets.map(
    (offset, frame) => nearnessTo(node, offset, scene) * PER_FRAME ** frame,
  );
  return Math.max(SAME_FILE, ...byFrame);
}

function nearnessTo(node: ts.Node, offset: number, scene: RepairScene): number {
  const { tree, ts } = scene;
  if (anchors(node, scene).includes(offset)) return EXACT;
  const lineOf = (position: number): number => tree.getLineAndCharacterOfPosition(position).line;
  const line = lineOf(offset);
  if (lineOf(node.getStart(tree)) <= line && line <= lineOf(node.getEnd())) return SAME_LINE;
  const around = functionAround(node, ts);
  const inside = around.getStart(tree) <= offset && offset <= around.getEnd();
  return inside && !ts.isSourceFile(around) ? SAME_FUNCTION : 0;
}

/** Where V8 says that something happened: at the name that is read or called, else at the start. */
function anchors(node: ts.Node, scene: RepairScene): number[] {
  const { ts, tree } = scene;
  const start = node.getStart(tree);
  if (ts.isPropertyAccessExpression(node)) return [node.name.getStart(tree)];
  if (ts.isElementAccessExpression(node))
    return [node.argumentExpression.getStart(tree), node.argumentExpression.getStart(tree) - 1];
  if (ts.isCallExpression(node)) return [start, ...anchors(node.expression, scene)];
  return [start];
}
