import type ts from 'typescript';
import type { TypeScript } from '../load-typescript.js';

/** The text that an expression of literals comes to, however it is put together; undefined for others. */
export function foldedText(node: ts.Node, ts: TypeScript): string | undefined {
  const fold = (inner: ts.Node): string | undefined => foldedText(inner, ts);
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node.text;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return fold(node.expression);
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === ts.SyntaxKind.PlusToken
      ? joined([fold(node.left), fold(node.right)])
      : undefined;
  if (ts.isTemplateExpression(node))
    return joined([
      node.head.text,
      ...node.templateSpans.flatMap(({ expression, literal }) => [fold(expression), literal.text]),
    ]);
  return ts.isCallExpression(node) ? foldedCall(node, ts) : undefined;
}

/** `['a', 'b'].join('')`, `'a'.concat('b')`, `'cba'.split('').reverse().join('')`. */
function foldedCall(node: ts.CallExpression, ts: TypeScript): string | undefined {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const { name, expression: receiver } = expression;
  const given = node.arguments.map((argument) => foldedText(argument, ts));
  if (name.text === 'join') return foldedList(receiver, ts)?.join(given[0] ?? ',');
  const text = foldedText(receiver, ts);
  if (text === undefined) return undefined;
  if (name.text === 'concat') return joined([text, ...given]);
  if (name.text === 'toLowerCase' || name.text === 'toUpperCase') return text[name.text]();
  const [from, to] = given;
  return name.text.startsWith('replace') && from !== undefined && to !== undefined
    ? text.replaceAll(from, to)
    : undefined;
}

function foldedList(node: ts.Node, ts: TypeScript): string[] | undefined {
  if (ts.isArrayLiteralExpression(node)) {
    const parts = node.elements.map((element) => foldedText(element, ts));
    return parts.every((part) => part !== undefined) ? parts : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const { name, expression } = node.expression;
  if (name.text === 'reverse' || name.text === 'toReversed')
    return foldedList(expression, ts)?.reverse();
  if (name.text !== 'split') return undefined;
  const [by] = node.arguments;
  return foldedText(expression, ts)?.split((by && foldedText(by, ts)) ?? '');
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}
