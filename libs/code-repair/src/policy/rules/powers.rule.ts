import type ts from 'typescript';
import type { TypeScript } from '../../load-typescript.js';
import { importsOf } from '../../scene/imports.js';
import { foldedText } from '../folded-text.js';
import { type Look, newOccurrences } from '../new-occurrences.js';
import type { PatchRule } from '../patch-rule.js';
import { type Power, powerOf } from '../powers.js';

/** A name of the file that stands for a powerful module, or a part of one. */
type Bindings = ReadonlyMap<string, Power>;

/**
 * No further use of a powerful module that the file has already: not once more, not another function of
 * it, and not with another text; of processes and code not even with another argument.
 */
export const powersRule: PatchRule = {
  id: 'powers',
  check(patch) {
    const { ts, before, after } = patch;
    const bindings = new Map([...powerfulNames(before, ts), ...powerfulNames(after, ts)]);
    const uses: Look = (node) => useOf(node, bindings, ts);
    return newOccurrences(patch, uses).map(({ key, node }) => ({
      message: `uses ${key}, which was not used so before`,
      node,
    }));
  },
};

function powerfulNames(tree: ts.SourceFile, ts: TypeScript): Map<string, Power> {
  const names = new Map<string, Power>();
  for (const { statement, specifier } of importsOf(tree, ts)) {
    const power = powerOf(specifier);
    if (power === undefined) continue;
    const visit = (node: ts.Node): void => {
      const declares =
        ts.isImportClause(node) ||
        ts.isNamespaceImport(node) ||
        ts.isImportSpecifier(node) ||
        ts.isBindingElement(node) ||
        ts.isVariableDeclaration(node);
      if (declares && node.name && ts.isIdentifier(node.name)) names.set(node.name.text, power);
      ts.forEachChild(node, visit);
    };
    visit(statement);
  }
  return names;
}

function useOf(node: ts.Node, bindings: Bindings, ts: TypeScript): string[] {
  if (!ts.isIdentifier(node)) return [];
  const power = bindings.get(node.text);
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
  if (power === undefined || isMember || isImported(node, ts)) return [];
  const member =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression === node
      ? parent
      : node;
  const call = member.parent;
  if (!ts.isCallExpression(call) || call.expression !== member) return [member.getText()];
  return [`${member.getText()}(${givenTo(call, power, ts)})`];
}

function isImported({ parent }: ts.Identifier, ts: TypeScript): boolean {
  return ts.isImportClause(parent) || ts.isNamespaceImport(parent) || ts.isImportSpecifier(parent);
}

function givenTo(call: ts.CallExpression, power: Power, ts: TypeScript): string {
  if (power === 'process' || power === 'code')
    return call.arguments.map((argument) => argument.getText()).join(', ');
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = foldedText(node, ts);
    if (text !== undefined && text !== '') texts.push(text);
    else ts.forEachChild(node, visit);
  };
  call.arguments.forEach(visit);
  return texts.sort().join(', ');
}
