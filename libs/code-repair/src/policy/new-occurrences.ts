import type ts from 'typescript';
import type { TypeScript } from '../load-typescript.js';
import type { PatchTrees } from './patch-rule.js';

/** Something that a rule looks for, and by what it counts as the same. */
export interface Occurrence {
  readonly key: string;
  readonly node: ts.Node;
}

export type Look = (node: ts.Node, ts: TypeScript) => readonly string[];

/** What the patched file has more of than the file before: each kind once. Types are not looked at. */
export function newOccurrences({ ts, before, after }: PatchTrees, look: Look): Occurrence[] {
  const had = countKeys(occurrences(before, look, ts));
  const has = occurrences(after, look, ts);
  const counts = countKeys(has);
  return has.filter(
    ({ key }, at) =>
      (counts.get(key) ?? 0) > (had.get(key) ?? 0) &&
      has.findLastIndex((other) => other.key === key) === at,
  );
}

export function occurrences(tree: ts.SourceFile, look: Look, ts: TypeScript): Occurrence[] {
  const found: Occurrence[] = [];
  const visit = (node: ts.Node): void => {
    if (isType(node, ts)) return;
    for (const key of look(node, ts)) found.push({ key, node });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Types do nothing when the program runs; what a class extends does. */
function isType(node: ts.Node, ts: TypeScript): boolean {
  return (
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

function countKeys(found: readonly Occurrence[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of found) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
