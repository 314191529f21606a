import type ts from 'typescript';
import type { TypeScript } from '../load-typescript.js';

/** `import … from 'x'` or `const … = require('x')`. */
export interface ImportStatement {
  readonly statement: ts.Statement;
  readonly specifier: string;
  readonly literal: ts.StringLiteralLike;
  readonly kind: 'import' | 'require';
}

export function importsOf(tree: ts.SourceFile, ts: TypeScript): ImportStatement[] {
  return tree.statements.flatMap((statement): ImportStatement[] => {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const literal = statement.moduleSpecifier;
      return [{ statement, specifier: literal.text, literal, kind: 'import' }];
    }
    const literal = requiredBy(statement, ts);
    return literal ? [{ statement, specifier: literal.text, literal, kind: 'require' }] : [];
  });
}

function requiredBy(statement: ts.Statement, ts: TypeScript): ts.StringLiteralLike | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const call = statement.declarationList.declarations[0]?.initializer;
  if (!call || !ts.isCallExpression(call) || call.expression.getText() !== 'require')
    return undefined;
  const [argument] = call.arguments;
  return argument && ts.isStringLiteralLike(argument) ? argument : undefined;
}

/** Whether the file is an ES module, by what it says itself; a file that says nothing may be either. */
export function isModule(tree: ts.SourceFile, filePath: string, ts: TypeScript): boolean {
  if (/\.c[jt]s$/.test(filePath)) return false;
  return /\.m[jt]s$/.test(filePath) || ts.isExternalModule(tree);
}
