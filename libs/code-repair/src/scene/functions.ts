import type ts from 'typescript';
import type { TypeScript } from '../load-typescript.js';

/** The innermost function around a node (itself not counted); the file where there is none. */
export function functionAround(
  node: ts.Node,
  ts: TypeScript,
): ts.FunctionLikeDeclaration | ts.SourceFile {
  let at: ts.Node = node.parent;
  while (!ts.isSourceFile(at)) {
    if (isFunction(at, ts)) return at;
    at = at.parent;
  }
  return node.getSourceFile();
}

export function isFunction(node: ts.Node, ts: TypeScript): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && 'body' in node;
}

export function isAsync(node: ts.Node, ts: TypeScript): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false)
  );
}

/** The statement of a list of statements that a node is part of. */
export function statementAround(node: ts.Node, ts: TypeScript): ts.Statement | undefined {
  let at: ts.Node = node;
  while (!ts.isSourceFile(at)) {
    const parent: ts.Node = at.parent;
    if (ts.isStatement(at) && holdsStatements(parent, ts)) return at;
    at = parent;
  }
  return undefined;
}

function holdsStatements(node: ts.Node, ts: TypeScript): boolean {
  return (
    ts.isBlock(node) ||
    ts.isSourceFile(node) ||
    ts.isCaseOrDefaultClause(node) ||
    ts.isModuleBlock(node)
  );
}

/** The returned expressions of a function, those of functions inside it left out. */
export function returnsOf(around: ts.Node, ts: TypeScript): (ts.Expression | undefined)[] {
  const found: (ts.Expression | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunction(node, ts)) return;
    if (ts.isReturnStatement(node)) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(around, visit);
  return found;
}
