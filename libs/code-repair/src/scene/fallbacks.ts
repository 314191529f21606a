import type ts from 'typescript';
import { type Access, isAssignment } from './chains.js';
import type { RepairScene } from './repair-scene.js';

/** A value that may stand in for a missing one, as code, and how likely it is that it is meant. */
export interface Fallback {
  readonly code: string;
  readonly weight: number;
}

const OF_ARRAYS = new Set(
  'map filter forEach reduce some every find findIndex findLast slice concat flat flatMap join push pop shift unshift splice sort toSorted reverse toReversed includes indexOf entries keys values length at fill'.split(
    ' ',
  ),
);
const OF_STRINGS = new Set(
  'trim trimStart trimEnd toUpperCase toLowerCase split startsWith endsWith replace replaceAll charAt charCodeAt codePointAt padStart padEnd repeat substring substr match matchAll localeCompare normalize'.split(
    ' ',
  ),
);
const OF_NUMBERS = new Set(['toFixed', 'toPrecision', 'toLocaleString']);

/** What something may be whose member of this name is used, so that the code can go on. */
export function receiverFallbacks(property: string, quote: string): Fallback[] {
  const empty = quote + quote;
  if (
    property === 'length' ||
    property === 'includes' ||
    property === 'indexOf' ||
    property === 'slice'
  )
    return [
      { code: '[]', weight: 0.8 },
      { code: empty, weight: 0.7 },
    ];
  if (OF_STRINGS.has(property)) return [{ code: empty, weight: 0.9 }];
  if (OF_ARRAYS.has(property) || /^\d+$/.test(property)) return [{ code: '[]', weight: 0.9 }];
  if (OF_NUMBERS.has(property)) return [{ code: '0', weight: 0.9 }];
  return [{ code: '{}', weight: 0.4 }];
}

/** What the result of a chain may be in its place when there is none. An empty text: nothing is needed. */
export function resultFallbacks(
  chain: ts.Expression,
  access: Access,
  scene: RepairScene,
): Fallback[] {
  const empty = scene.style.quote + scene.style.quote;
  const numbers = [weighed('0', 0.95), weighed('1', 0.4)];
  const kind = byUse(chain, scene) ?? byLastMember(chain, access, scene);
  switch (kind) {
    case 'none':
      return [weighed('', 0.95), weighed('false', 0.3)];
    case 'number':
      return numbers;
    case 'string':
      return [weighed(empty, 0.95)];
    case 'sum':
      return [weighed('0', 0.9), weighed(empty, 0.85)];
    case 'list':
      return [weighed('[]', 0.95)];
    case 'truth':
      return [weighed('false', 0.9), weighed('', 0.7)];
    default:
      return [
        weighed('', 0.8),
        weighed('null', 0.6),
        weighed(empty, 0.55),
        weighed('0', 0.5),
        weighed('[]', 0.45),
        weighed('false', 0.3),
        weighed('{}', 0.3),
      ];
  }
}

function weighed(code: string, weight: number): Fallback {
  return { code, weight };
}

type Use = 'none' | 'number' | 'string' | 'sum' | 'list' | 'truth' | undefined;

function byUse(chain: ts.Expression, scene: RepairScene): Use {
  const { ts } = scene;
  const { parent } = chain;
  if (ts.isParenthesizedExpression(parent)) return byUse(parent, scene);
  if (ts.isBinaryExpression(parent)) return inBinary(chain, parent, scene);
  if (ts.isTemplateSpan(parent)) return 'string';
  if (ts.isSpreadElement(parent) || (ts.isForOfStatement(parent) && parent.expression === chain))
    return 'list';
  if (ts.isPrefixUnaryExpression(parent))
    return parent.operator === ts.SyntaxKind.ExclamationToken ? 'none' : 'number';
  if (ts.isCallExpression(parent) && parent.expression.getText().startsWith('Math.'))
    return 'number';
  const isTested =
    ts.isIfStatement(parent) ||
    ts.isWhileStatement(parent) ||
    ts.isExpressionStatement(parent) ||
    (ts.isConditionalExpression(parent) && parent.condition === chain);
  return isTested ? 'none' : undefined;
}

function inBinary(chain: ts.Expression, parent: ts.BinaryExpression, scene: RepairScene): Use {
  const { ts } = scene;
  const { kind } = parent.operatorToken;
  const other = parent.left === chain ? parent.right : parent.left;
  if (kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.PlusEqualsToken) {
    if (ts.isStringLiteralLike(other) || ts.isTemplateExpression(other)) return 'string';
    return ts.isNumericLiteral(other) || isProduct(other, ts) ? 'number' : 'sum';
  }
  if (isProductOperator(kind, ts) || isComparison(kind, ts)) return 'number';
  return isAssignment(kind, ts) ? undefined : 'none';
}

function isProduct(node: ts.Expression, ts: RepairScene['ts']): boolean {
  return ts.isBinaryExpression(node) && isProductOperator(node.operatorToken.kind, ts);
}

function isProductOperator(kind: ts.SyntaxKind, ts: RepairScene['ts']): boolean {
  const { SyntaxKind: k } = ts;
  return [
    ...[k.MinusToken, k.AsteriskToken, k.SlashToken, k.PercentToken, k.AsteriskAsteriskToken],
    ...[k.MinusEqualsToken, k.AsteriskEqualsToken, k.SlashEqualsToken],
  ].includes(kind);
}

function isComparison(kind: ts.SyntaxKind, { SyntaxKind: k }: RepairScene['ts']): boolean {
  return [
    k.LessThanToken,
    k.LessThanEqualsToken,
    k.GreaterThanToken,
    k.GreaterThanEqualsToken,
  ].includes(kind);
}

const LISTS = new Set(
  'map filter slice concat flat flatMap split sort toSorted reverse toReversed'.split(' '),
);
const TRUTHS = new Set('includes some every startsWith endsWith has test'.split(' '));
const TEXTS = new Set(
  'trim toUpperCase toLowerCase join toFixed replace replaceAll padStart padEnd toString substring'.split(
    ' ',
  ),
);

/** `a.b.length` is a number, `a.map(f)` a list. */
function byLastMember(chain: ts.Expression, access: Access, { ts }: RepairScene): Use {
  const called = ts.isCallExpression(chain);
  const last = called ? chain.expression : chain;
  if (!ts.isPropertyAccessExpression(last)) return undefined;
  const name = last === access ? access.name.text : last.name.text;
  if (!called) return name === 'length' || name === 'size' ? 'number' : undefined;
  if (LISTS.has(name)) return 'list';
  if (TRUTHS.has(name)) return 'truth';
  return TEXTS.has(name) ? 'string' : undefined;
}
