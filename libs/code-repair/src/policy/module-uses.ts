import type ts from 'typescript';
import type { TypeScript } from '../load-typescript.js';
import { foldedText } from './folded-text.js';

/** The specifier that a node loads a module by; `undefined` where it loads none, empty where it is computed. */
export function loadedBy(node: ts.Node, ts: TypeScript): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    if (!node.moduleSpecifier || isOnlyTypes(node, ts)) return undefined;
    return foldedText(node.moduleSpecifier, ts) ?? '';
  }
  if (ts.isExternalModuleReference(node)) return foldedText(node.expression, ts) ?? '';
  if (!ts.isCallExpression(node)) return undefined;
  const loads =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require');
  if (!loads) return undefined;
  const [argument] = node.arguments;
  return (argument && foldedText(argument, ts)) ?? '';
}

function isOnlyTypes(node: ts.ImportDeclaration | ts.ExportDeclaration, ts: TypeScript): boolean {
  return ts.isExportDeclaration(node)
    ? node.isTypeOnly
    : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
