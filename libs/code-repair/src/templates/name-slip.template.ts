import type ts from 'typescript';
import { insert, replace } from '../edits/text-edit.js';
import { isAssignment } from '../scene/chains.js';
import { closest } from '../scene/closest.js';
import { namesAt } from '../scene/names.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { similarNames } from '../scene/similar-names.js';
import { undefinedName } from '../scene/undefined-name.js';
import type { RepairTemplate, Suggestion } from './template.js';

const GLOBALS = [
  'console',
  'process',
  'Math',
  'JSON',
  'Object',
  'Array',
  'Number',
  'String',
  'Date',
  'Map',
  'Set',
  'Promise',
  'Boolean',
  'parseInt',
  'parseFloat',
  'undefined',
  'isNaN',
  'Error',
  'TypeError',
  'RangeError',
  'setTimeout',
  'encodeURIComponent',
  'decodeURIComponent',
  'URL',
  'structuredClone',
];

/** A name that is declared nowhere: one that is a slip away, a member of `this`, or a missing `let`. */
export const nameSlipTemplate: RepairTemplate = {
  id: 'name-slip',
  propose(scene) {
    const name = undefinedName(scene.message);
    if (name === undefined) return [];
    const { ts } = scene;
    const isUse = (node: ts.Node): node is ts.Identifier =>
      ts.isIdentifier(node) &&
      node.text === name &&
      !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
    const uses = closest(scene, isUse);
    return uses.flatMap(({ node, closeness }) =>
      [...renamed(node, scene), ...asMember(node, scene), ...declared(node, scene)].map(
        (suggestion) => ({ ...suggestion, score: suggestion.score * closeness }),
      ),
    );
  },
};

/** Every use of the wrong name at once: a slip is often made more than once. */
function renamed(use: ts.Identifier, scene: RepairScene): Suggestion[] {
  const known = [...namesAt(use, scene.ts), ...GLOBALS];
  return similarNames(use.text, known).map((other, at) => ({
    title: `Write ${other} in place of ${use.text}`,
    edits: [
      isShorthand(use, scene)
        ? insert(use.getEnd(), `: ${other}`)
        : replace({ start: use.getStart(), end: use.getEnd() }, other),
    ],
    score: 0.9 * 0.9 ** at,
  }));
}

function isShorthand(use: ts.Identifier, { ts }: RepairScene): boolean {
  return ts.isShorthandPropertyAssignment(use.parent);
}

/** `total` in a method of a class with a member `total`. */
function asMember(use: ts.Identifier, { ts }: RepairScene): Suggestion[] {
  let at: ts.Node = use;
  while (!ts.isSourceFile(at) && !ts.isClassLike(at)) at = at.parent;
  if (!ts.isClassLike(at)) return [];
  const has =
    at.members.some((member) => member.name?.getText() === use.text) ||
    at.getText().includes(`this.${use.text}`);
  if (!has) return [];
  return [
    { title: `Take ${use.text} of this`, edits: [insert(use.getStart(), 'this.')], score: 0.92 },
  ];
}

/** `total = 0` at first becomes `let total = 0`. */
function declared(use: ts.Identifier, { ts }: RepairScene): Suggestion[] {
  const { parent } = use;
  const assigned =
    ts.isBinaryExpression(parent) &&
    parent.left === use &&
    isAssignment(parent.operatorToken.kind, ts) &&
    ts.isExpressionStatement(parent.parent);
  const looped =
    (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === use;
  const counted =
    ts.isBinaryExpression(parent) && parent.left === use && ts.isForStatement(parent.parent);
  if (!assigned && !looped && !counted) return [];
  const word = looped ? 'const' : 'let';
  return [
    { title: `Declare ${use.text}`, edits: [insert(use.getStart(), `${word} `)], score: 0.85 },
  ];
}
