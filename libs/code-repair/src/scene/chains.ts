import type ts from 'typescript';
import type { TypeScript } from '../load-typescript.js';

export type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** The whole of `a.b(c).d` from any part of it. */
export function wholeChain(node: ts.Expression, ts: TypeScript): ts.Expression {
  const { parent } = node;
  const goesOn =
    (ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent) ||
      ts.isNonNullExpression(parent)) &&
    parent.expression === node;
  return goesOn ? wholeChain(parent, ts) : node;
}

/** Whether evaluating it again costs and changes nothing: names, `this`, and members of these. */
export function isPlain(node: ts.Expression, ts: TypeScript): boolean {
  if (ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isPropertyAccessExpression(node)) return isPlain(node.expression, ts);
  if (ts.isElementAccessExpression(node))
    return isPlain(node.expression, ts) && isPlainKey(node.argumentExpression, ts);
  return ts.isNonNullExpression(node) && isPlain(node.expression, ts);
}

function isPlainKey(node: ts.Expression, ts: TypeScript): boolean {
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || isPlain(node, ts);
}

/** The name at the far left of `a.b.c`. */
export function rootOf(node: ts.Expression, ts: TypeScript): ts.Expression {
  return ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isNonNullExpression(node)
    ? rootOf(node.expression, ts)
    : node;
}

/** Whether something is written to it, so that `?.` may not stand in it. */
export function isWrittenTo(node: ts.Expression, ts: TypeScript): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.left === node && isAssignment(parent.operatorToken.kind, ts);
  return (
    ts.isPostfixUnaryExpression(parent) ||
    ts.isDeleteExpression(parent) ||
    (ts.isPrefixUnaryExpression(parent) &&
      (parent.operator === ts.SyntaxKind.PlusPlusToken ||
        parent.operator === ts.SyntaxKind.MinusMinusToken))
  );
}

export function isAssignment(kind: ts.SyntaxKind, ts: TypeScript): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Whether `x ?? y` in its place needs parentheses. */
export function needsParentheses(node: ts.Expression, ts: TypeScript): boolean {
  const { parent } = node;
  return (
    (ts.isBinaryExpression(parent) &&
      !(parent.right === node && isAssignment(parent.operatorToken.kind, ts))) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isAsExpression(parent) ||
    ((ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent)) &&
      parent.expression === node)
  );
}
