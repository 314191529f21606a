import type ts from 'typescript';
import { insert } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import { typedFallbacks } from '../scene/typed-fallbacks.js';
import { returnsOf, functionAround, statementAround } from '../scene/functions.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { guarded, guardedDeclaration } from '../scene/statements.js';
import type { RepairTemplate, Suggestion } from './template.js';

/** What throws on bad input, by what it says then. */
const PARSERS: readonly (readonly [RegExp, RegExp])[] = [
  [/JSON|Unexpected token|Expected property name/, /^JSON\.parse$/],
  [/Invalid URL/, /^URL$/],
  [/URI malformed/, /^decodeURI(?:Component)?$/],
  [/Invalid regular expression/, /^RegExp$/],
  [/cannot be converted to a BigInt|to a BigInt/, /^BigInt$/],
];
const NOTHING_GIVEN = /"(?:undefined|null)" is not valid JSON|Unexpected end of JSON input/;
const USUAL = ['null', '{}', '[]', 'undefined'];

/** Parsing bad input: a value for it, by `try` around the statement or by a default for what is parsed. */
export const guardedParseTemplate: RepairTemplate = {
  id: 'guarded-parse',
  propose(scene) {
    const names = PARSERS.find(([message]) => message.test(scene.message))?.[1];
    if (!names) return [];
    const { ts } = scene;
    const isParse = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
      (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
      names.test(node.expression.getText());
    return closest(scene, isParse).flatMap(({ node, closeness }) => [
      ...inTry(node, closeness * 0.9, scene),
      ...givenSomething(node, closeness * 0.85, scene),
    ]);
  },
};

function inTry(call: ts.Expression, score: number, scene: RepairScene): Suggestion[] {
  const { ts } = scene;
  const statement = statementAround(call, ts);
  if (!statement || functionAround(statement, ts) !== functionAround(call, ts)) return [];
  const values = fallbacks(call, scene);
  const title = (what: string): string => `${what} where ${call.getText()} throws`;
  if (ts.isReturnStatement(statement))
    return values.map((value, at) => ({
      title: title(`Return ${value}`),
      edits: [guarded(statement, `return ${value}`, scene)],
      score: score * 0.93 ** at,
    }));
  if (!ts.isVariableStatement(statement)) return [];
  const around = functionAround(call, ts);
  return values.flatMap((value, at) => [
    {
      title: title(`Go on with ${value}`),
      edits: guardedDeclaration(statement, (name) => `${name} = ${value}`, scene),
      score: score * 0.93 ** at,
    },
    ...(ts.isSourceFile(around)
      ? []
      : [
          {
            title: title(`Leave with ${value}`),
            edits: guardedDeclaration(statement, () => `return ${value}`, scene),
            score: score * 0.96 * 0.93 ** at,
          },
        ]),
  ]);
}

/** What the function returns elsewhere first; what is decoded may stay as it is. */
function fallbacks(call: ts.Expression, scene: RepairScene): string[] {
  const { ts } = scene;
  const elsewhere = returnsOf(functionAround(call, ts), ts)
    .map((value) => value?.getText() ?? '')
    .filter((text) => /^(?:null|undefined|false|\{\}|\[\]|''|"")$/.test(text));
  const argument = 'arguments' in call ? (call as ts.CallExpression).arguments[0] : undefined;
  const raw =
    argument && ts.isIdentifier(argument) && call.getText().startsWith('decode')
      ? [argument.text]
      : [];
  return [
    ...new Set([
      ...elsewhere,
      ...raw,
      ...typedFallbacks(functionAround(call, ts), scene),
      ...USUAL,
    ]),
  ];
}

/** `JSON.parse(text)` becomes `JSON.parse(text || '{}')` where nothing was given. */
function givenSomething(
  call: ts.CallExpression | ts.NewExpression,
  score: number,
  scene: RepairScene,
): Suggestion[] {
  const [argument] = call.arguments ?? [];
  if (!argument || !NOTHING_GIVEN.test(scene.message)) return [];
  const { quote } = scene.style;
  return ['{}', 'null', '[]'].map((value, at) => ({
    title: `Parse ${value} where ${argument.getText()} is empty`,
    edits: [insert(argument.getEnd(), ` || ${quote}${value}${quote}`)],
    score: score * 0.93 ** at,
  }));
}
