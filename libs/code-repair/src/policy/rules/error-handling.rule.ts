import type ts from 'typescript';
import type { TypeScript } from '../../load-typescript.js';
import { newOccurrences, occurrences } from '../new-occurrences.js';
import type { Complaint, PatchRule, PatchTrees } from '../patch-rule.js';

/** Errors stay errors: no handling is taken away, and no new one says nothing. */
export const errorHandlingRule: PatchRule = {
  id: 'error-handling',
  check(patch) {
    return [...removed(patch), ...silent(patch)];
  },
};

const KINDS: Readonly<Record<string, (node: ts.Node, ts: TypeScript) => boolean>> = {
  throw: (node, ts) => ts.isThrowStatement(node),
  catch: (node, ts) => ts.isCatchClause(node) && node.block.statements.length > 0,
  '.catch()': (node, ts) =>
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'catch',
  'reject()': (node, ts) =>
    ts.isCallExpression(node) && /^(?:reject|Promise\.reject)$/.test(node.expression.getText()),
};

function removed({ ts, before, after }: PatchTrees): Complaint[] {
  return Object.entries(KINDS).flatMap(([name, is]) => {
    const count = (tree: ts.SourceFile): number =>
      occurrences(tree, (node) => (is(node, ts) ? [name] : []), ts).length;
    return count(after) < count(before) ? [{ message: `takes a ${name} away` }] : [];
  });
}

/** `catch {}` and `.catch(() => {})` */
function silent(patch: PatchTrees): Complaint[] {
  const { ts } = patch;
  const isEmpty = (node: ts.Node | undefined): boolean =>
    node !== undefined && ts.isBlock(node) && node.statements.length === 0;
  const found = newOccurrences(patch, (node) => {
    if (ts.isCatchClause(node)) return isEmpty(node.block) ? ['silent'] : [];
    if (!KINDS['.catch()']?.(node, ts) || !ts.isCallExpression(node)) return [];
    const [handler] = node.arguments;
    const says = handler && (ts.isArrowFunction(handler) || ts.isFunctionExpression(handler));
    return says && isEmpty(handler.body) ? ['silent'] : [];
  });
  return found.map(({ node }) => ({ message: 'swallows an error without a word', node }));
}
