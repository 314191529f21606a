import type ts from 'typescript';
import type { TypeScript } from '../load-typescript.js';
import { isFunction } from './functions.js';

/** Where the name that is used at a node is declared, in this file; undefined where it is not. */
export function declarationOf(
  name: string,
  node: ts.Node,
  ts: TypeScript,
): ts.Identifier | undefined {
  for (const scope of scopesAround(node, ts)) {
    const found = declaredIn(scope, ts).find((identifier) => identifier.text === name);
    if (found) return found;
  }
  return undefined;
}

/** Every name that may be used at a node and is declared in this file. */
export function namesAt(node: ts.Node, ts: TypeScript): Set<string> {
  const names = scopesAround(node, ts).flatMap((scope) =>
    declaredIn(scope, ts).map(({ text }) => text),
  );
  return new Set(names);
}

/** Innermost first. */
function scopesAround(node: ts.Node, ts: TypeScript): ts.Node[] {
  const scopes: ts.Node[] = [];
  let at = node;
  while (!ts.isSourceFile(at)) {
    at = at.parent;
    if (isScope(at, ts)) scopes.push(at);
  }
  return scopes;
}

function isScope(node: ts.Node, ts: TypeScript): boolean {
  return (
    ts.isBlock(node) ||
    ts.isSourceFile(node) ||
    ts.isFunctionLike(node) ||
    ts.isClassLike(node) ||
    ts.isForStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isCatchClause(node) ||
    ts.isCaseBlock(node)
  );
}

/** What a scope declares itself; `var` counts for the block that it stands in. */
function declaredIn(scope: ts.Node, ts: TypeScript): ts.Identifier[] {
  const names: ts.Identifier[] = [];
  const own = 'name' in scope ? (scope.name as ts.Node | undefined) : undefined;
  if (own && ts.isIdentifier(own) && (ts.isFunctionExpression(scope) || ts.isClassLike(scope)))
    names.push(own);
  const visit = (node: ts.Node): void => {
    const name = nameDeclaredBy(node, ts);
    if (name) names.push(name);
    if (isScope(node, ts) || isFunction(node, ts)) return;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(scope, visit);
  return names;
}

function nameDeclaredBy(node: ts.Node, ts: TypeScript): ts.Identifier | undefined {
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isImportClause(node) ||
    ts.isImportSpecifier(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportEqualsDeclaration(node);
  return declares && node.name && ts.isIdentifier(node.name) ? node.name : undefined;
}
