import { posix } from 'node:path';
import type ts from 'typescript';
import { loadedBy } from '../module-uses.js';
import { newOccurrences, occurrences } from '../new-occurrences.js';
import type { Complaint, PatchRule, PatchTrees } from '../patch-rule.js';
import { isHarmless, powerOf } from '../powers.js';

const COMPUTED = 'loads a module by a computed name';
const DYNAMIC = 'loads a module while it runs';

/** No module that was not there: of Node only what computes, of the project only its code, no package. */
export const modulesRule: PatchRule = {
  id: 'modules',
  check(patch) {
    const { ts, before } = patch;
    const known = new Set(
      occurrences(before, (node) => [loadedBy(node, ts) ?? ''], ts).map(({ key }) => plain(key)),
    );
    const loads = newOccurrences(patch, (node) => {
      const specifier = loadedBy(node, ts);
      return specifier === undefined ? [] : [specifier];
    });
    const forbidden = loads.flatMap(({ key, node }): Complaint[] => {
      if (key !== '' && known.has(plain(key)) && !isDynamic(node, patch) && !handsOn(node, patch))
        return [];
      const message = problemOf(key, patch);
      return message === undefined ? [] : [{ message, node }];
    });
    return [...forbidden, ...dynamicImports(patch), ...aliases(patch)];
  },
};

function plain(specifier: string): string {
  return specifier.replace(/^node:/, '');
}

function problemOf(specifier: string, { filePath }: PatchTrees): string | undefined {
  if (specifier === '') return COMPUTED;
  if (isHarmless(specifier)) return undefined;
  const power = powerOf(specifier);
  if (power !== undefined) return `brings the module ${specifier}, which has power over ${power}`;
  if (!specifier.startsWith('.')) return `brings the package ${specifier}, which was not there`;
  const path = posix.join(posix.dirname(filePath), specifier);
  if (path.startsWith('..')) return `reaches out of the project by ${specifier}`;
  const hidden = path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
  const ending = posix.extname(path);
  return hidden || !/^(?:\.[cm]?[jt]sx?)?$/.test(ending)
    ? `brings ${specifier}, which is no code of the project`
    : undefined;
}

function isDynamic(node: ts.Node, { ts }: PatchTrees): boolean {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
}

/** `export … from`: what the file may use itself is not for others. */
function handsOn(node: ts.Node, { ts }: PatchTrees): boolean {
  return ts.isExportDeclaration(node);
}

function dynamicImports(patch: PatchTrees): Complaint[] {
  return newOccurrences(patch, (node) => (isDynamic(node, patch) ? [DYNAMIC] : [])).map(
    ({ node }) => ({
      message: DYNAMIC,
      node,
    }),
  );
}

/** `const load = require`: a use of `require` that is no call of it with one text. */
function aliases(patch: PatchTrees): Complaint[] {
  const { ts } = patch;
  const found = newOccurrences(patch, (node) => {
    if (!ts.isIdentifier(node) || node.text !== 'require') return [];
    const { parent } = node;
    return ts.isCallExpression(parent) && parent.expression === node ? [] : ['require'];
  });
  return found.map(({ node }) => ({ message: 'uses require as a value', node }));
}
