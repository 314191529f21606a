import type ts from 'typescript';
import type { TypeScript } from '../../load-typescript.js';
import { isWrittenTo, rootOf } from '../../scene/chains.js';
import { declarationOf } from '../../scene/names.js';
import { newOccurrences } from '../new-occurrences.js';
import type { PatchRule } from '../patch-rule.js';

const OWN = /^(?:module\.exports|exports)\b/;
const BY_CALL = /^Object\.(?:assign|defineProperty|defineProperties|freeze|setPrototypeOf)$/;

/** No change of what others use too: members of globals (`JSON.parse = …`) and of imports. */
export const sharedObjectsRule: PatchRule = {
  id: 'shared-objects',
  check(patch) {
    const { ts } = patch;
    return newOccurrences(patch, (node) => changedBy(node, ts)).map(({ key, node }) => ({
      message: `changes ${key}, which others use too`,
      node,
    }));
  },
};

function changedBy(node: ts.Node, ts: TypeScript): string[] {
  const target = targetOf(node, ts);
  if (!target) return [];
  const root = rootOf(target, ts);
  if (!ts.isIdentifier(root) || OWN.test(target.getText())) return [];
  return isShared(root, ts) ? [target.getText()] : [];
}

function targetOf(node: ts.Node, ts: TypeScript): ts.Expression | undefined {
  if (ts.isCallExpression(node) && BY_CALL.test(node.expression.getText()))
    return node.arguments[0];
  const isMember = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isMember && isWrittenTo(node, ts) ? node : undefined;
}

/** Declared nowhere in the file: a global; or declared by an import. */
function isShared(root: ts.Identifier, ts: TypeScript): boolean {
  const declaration = declarationOf(root.text, root, ts)?.parent;
  return (
    declaration === undefined ||
    ts.isImportClause(declaration) ||
    ts.isImportSpecifier(declaration) ||
    ts.isNamespaceImport(declaration)
  );
}
