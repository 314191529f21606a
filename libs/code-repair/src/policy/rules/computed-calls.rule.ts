import type ts from 'typescript';
import type { TypeScript } from '../../load-typescript.js';
import { isPlain } from '../../scene/chains.js';
import { declarationOf } from '../../scene/names.js';
import { foldedText } from '../folded-text.js';
import { newOccurrences } from '../new-occurrences.js';
import type { PatchRule, PatchTrees } from '../patch-rule.js';

/** Nothing new that hides what is used: names put together, calls by a computed name, calls of results. */
export const computedCallsRule: PatchRule = {
  id: 'computed-calls',
  check(patch) {
    const { ts } = patch;
    const known = allNames(patch);
    return newOccurrences(patch, (node) => [
      ...builtName(node, ts),
      ...hiddenCall(node, ts),
      ...madeUpKey(node, known, ts),
      ...textAsCode(node, ts),
    ]).map(({ key, node }) => ({ message: key, node }));
  },
};

/** `a['con' + part]`, and a call in its place. */
function builtName(node: ts.Node, ts: TypeScript): string[] {
  if (!ts.isElementAccessExpression(node)) return [];
  const key = node.argumentExpression;
  const built =
    (ts.isBinaryExpression(key) && isText(key, ts)) ||
    ts.isTemplateExpression(key) ||
    ts.isCallExpression(key);
  return built ? ['uses a member by a name that it puts together'] : [];
}

function isText(node: ts.BinaryExpression, ts: TypeScript): boolean {
  return [node.left, node.right].some(
    (side) =>
      ts.isStringLiteralLike(side) ||
      ts.isTemplateExpression(side) ||
      (ts.isBinaryExpression(side) && isText(side, ts)),
  );
}

/** `a[b]()`, `a()()`, and a template that is handed to either. */
function hiddenCall(node: ts.Node, ts: TypeScript): string[] {
  const called =
    ts.isCallExpression(node) || ts.isNewExpression(node)
      ? node.expression
      : ts.isTaggedTemplateExpression(node)
        ? node.tag
        : undefined;
  if (!called) return [];
  if (
    ts.isElementAccessExpression(called) &&
    foldedText(called.argumentExpression, ts) === undefined
  )
    return ['calls a member by a computed name'];
  return ts.isCallExpression(called) ? ['calls what a call gave it'] : [];
}

/** A key in a variable of the patch itself that is no plain value. */
function madeUpKey(node: ts.Node, known: ReadonlySet<string>, ts: TypeScript): string[] {
  if (!ts.isElementAccessExpression(node) || !ts.isIdentifier(node.argumentExpression)) return [];
  const key = node.argumentExpression;
  if (known.has(key.text)) return [];
  const declared = declarationOf(key.text, key, ts)?.parent;
  if (!declared || !ts.isVariableDeclaration(declared)) return [];
  const loop = declared.parent.parent;
  if (ts.isForStatement(loop) || ts.isForOfStatement(loop) || ts.isForInStatement(loop)) return [];
  const { initializer } = declared;
  const fixed = declared.parent.getText().startsWith('const');
  const isClear =
    initializer && fixed && (isPlain(initializer, ts) || foldedText(initializer, ts) !== undefined);
  return isClear ? [] : ['uses a member by a name that it makes up'];
}

/** `setTimeout('code')` */
function textAsCode(node: ts.Node, ts: TypeScript): string[] {
  if (!ts.isCallExpression(node)) return [];
  const [first] = node.arguments;
  const timer = /^(?:\w+\.)?set(?:Timeout|Interval|Immediate)$/.test(node.expression.getText());
  return timer && first && foldedText(first, ts) !== undefined ? ['runs a text as code'] : [];
}

function allNames({ ts, before }: PatchTrees): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(before);
  return names;
}
