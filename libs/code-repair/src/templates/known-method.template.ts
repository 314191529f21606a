import type ts from 'typescript';
import { replace, type TextEdit } from '../edits/text-edit.js';
import { callsOf } from '../scene/calls.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { similarNames } from '../scene/similar-names.js';
import { uncallable } from '../scene/uncallable.js';
import type { RepairTemplate } from './template.js';

const OTHER_NAME = 0.88;
const SLIP = 0.85;
const NO_CALL = 0.9;

/** Names that other languages and libraries have for what JavaScript calls differently. */
const KNOWN_AS: Readonly<Record<string, string>> = {
  contains: 'includes',
  append: 'push',
  size: 'length',
  count: 'length',
  upper: 'toUpperCase',
  lower: 'toLowerCase',
  strip: 'trim',
  each: 'forEach',
  foreach: 'forEach',
  select: 'filter',
  collect: 'map',
  put: 'set',
  contain: 'includes',
  hasKey: 'has',
  containsKey: 'has',
  isEmpty: 'length',
  add: 'push',
  remove: 'delete',
};
/** What is read, not called. */
const VALUES = new Set(['length', 'size', 'message', 'name', 'stack', 'href', 'pathname']);
const BUILT_IN = [Array, String, Map, Set, Promise, Number, Date, RegExp].flatMap(({ prototype }) =>
  Object.getOwnPropertyNames(prototype),
);

/** A method that does not exist: a slip of the pen, the name it has elsewhere, or no method at all. */
export const knownMethodTemplate: RepairTemplate = {
  id: 'known-method',
  propose(scene) {
    const wanted = uncallable(scene.message);
    if (!wanted) return [];
    return callsOf(wanted.name, scene).flatMap(({ node, closeness }) =>
      [...otherNames(node, scene), ...withoutCall(node, scene)].map(({ title, edits, score }) => ({
        title,
        edits,
        score: score * closeness,
      })),
    );
  },
};

function otherNames({ expression }: ts.CallExpression, scene: RepairScene) {
  const { ts, tree } = scene;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : undefined;
  if (!name) return [];
  const to = (other: string, score: number) => ({
    title: `Call ${other} in place of ${name.text}`,
    edits: [replace({ start: name.getStart(tree), end: name.getEnd() }, other)],
    score,
  });
  const known = KNOWN_AS[name.text];
  const own = memberNames(scene);
  return [
    ...(known === undefined || VALUES.has(known) ? [] : [to(known, OTHER_NAME)]),
    ...similarNames(name.text, own).map((other, at) => to(other, SLIP * 1.02 ** -at)),
    ...similarNames(name.text, BUILT_IN).map((other, at) => to(other, SLIP * 0.9 ** at)),
  ];
}

/** `list.length()` and `list.size()` become `list.length`. */
function withoutCall(call: ts.CallExpression, { ts }: RepairScene) {
  const { expression } = call;
  if (!ts.isPropertyAccessExpression(expression) || call.arguments.length > 0) return [];
  const { text } = expression.name;
  const known = KNOWN_AS[text];
  const value = VALUES.has(text)
    ? text
    : known !== undefined && VALUES.has(known)
      ? known
      : undefined;
  const read = (name: string, score: number) => {
    const edits: TextEdit[] = [
      replace({ start: expression.name.getStart(), end: call.getEnd() }, name),
    ];
    return { title: `Read ${name} in place of calling it`, edits, score };
  };
  const plain = read(text, 0.5);
  if (value === undefined) return [plain];
  return value === text ? [read(text, NO_CALL)] : [read(value, NO_CALL), plain];
}

/** The methods that classes and objects of this file have. */
function memberNames({ ts, tree }: RepairScene): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node)) &&
      ts.isIdentifier(node.name)
    )
      names.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}
