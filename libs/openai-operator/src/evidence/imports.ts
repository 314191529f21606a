import { posix } from 'node:path';
import type ts from 'typescript';
import type { Collector } from './collector.js';

const EXTENSIONS = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
const MOST_CHARS = 1_500;

/** What the failing code uses from other files of the project: the declarations, types included. */
export const imports: Collector = async ({ file, files, functions, tree, read, typescript }) => {
  const known = new Set(files);
  const named = functions.flatMap(({ identifiers }) => [...identifiers]);
  const used = withOwnTypes(new Set(named), tree, typescript);
  const sections = [];
  for (const { names, from } of relativeImports(tree, typescript)) {
    const wanted = names.filter((name) => used.size === 0 || used.has(name));
    const path = resolvePath(file, from, known);
    if (wanted.length === 0 || path === undefined) continue;
    const source = typescript.createSourceFile(
      path,
      await read(path),
      typescript.ScriptTarget.Latest,
      true,
    );
    const text = source.statements
      .filter((statement) =>
        declaredNames(statement, typescript).some((name) => wanted.includes(name)),
      )
      .map((statement) => statement.getText(source).slice(0, MOST_CHARS))
      .join('\n\n');
    sections.push({ title: `imported from ${path}`, text });
  }
  return sections;
};

/** And what the types of the same file rest on that the code names. */
function withOwnTypes(names: ReadonlySet<string>, tree: ts.SourceFile, typescript: typeof ts) {
  const used = new Set(names);
  const visit = (node: ts.Node): void => {
    if (typescript.isIdentifier(node)) used.add(node.text);
    typescript.forEachChild(node, visit);
  };
  for (const statement of tree.statements) {
    const isType =
      typescript.isInterfaceDeclaration(statement) || typescript.isTypeAliasDeclaration(statement);
    if (isType && used.has(statement.name.text)) visit(statement);
  }
  return used;
}

/** `import { a } from './b.js'` and `const { a } = require('./b')`. */
function relativeImports(tree: ts.SourceFile, typescript: typeof ts) {
  return tree.statements.flatMap((statement) => {
    const from = importedFrom(statement, typescript);
    return from?.startsWith('.') ? [{ from, names: declaredNames(statement, typescript) }] : [];
  });
}

function importedFrom(statement: ts.Statement, typescript: typeof ts): string | undefined {
  if (
    typescript.isImportDeclaration(statement) &&
    typescript.isStringLiteral(statement.moduleSpecifier)
  )
    return statement.moduleSpecifier.text;
  if (!typescript.isVariableStatement(statement)) return undefined;
  const [declaration] = statement.declarationList.declarations;
  const call = declaration?.initializer;
  if (!call || !typescript.isCallExpression(call) || call.expression.getText() !== 'require')
    return undefined;
  const [argument] = call.arguments;
  return argument && typescript.isStringLiteral(argument) ? argument.text : undefined;
}

function declaredNames(statement: ts.Statement, typescript: typeof ts): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (typescript.isBlock(node)) return;
    if (
      (typescript.isImportClause(node) ||
        typescript.isImportSpecifier(node) ||
        typescript.isNamespaceImport(node) ||
        typescript.isBindingElement(node) ||
        typescript.isVariableDeclaration(node) ||
        typescript.isFunctionDeclaration(node) ||
        typescript.isClassDeclaration(node) ||
        typescript.isInterfaceDeclaration(node) ||
        typescript.isTypeAliasDeclaration(node) ||
        typescript.isEnumDeclaration(node)) &&
      node.name &&
      typescript.isIdentifier(node.name)
    )
      names.push(node.name.text);
    // exports.name = …, module.exports.name = …
    const assigned = /^(?:module\.)?exports\.(\w+)\s*=/.exec(node.getText());
    if (typescript.isExpressionStatement(node) && assigned?.[1] !== undefined)
      names.push(assigned[1]);
    if (!typescript.isClassDeclaration(node)) typescript.forEachChild(node, visit);
  };
  visit(statement);
  return names;
}

function resolvePath(file: string, from: string, known: ReadonlySet<string>): string | undefined {
  const base = posix.join(posix.dirname(file), from);
  const bare = base.replace(/\.[cm]?js$/, '');
  return [base, bare, `${base}/index`]
    .flatMap((path) => EXTENSIONS.map((extension) => path + extension))
    .find((path) => known.has(path));
}
