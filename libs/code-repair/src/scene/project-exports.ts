import { posix } from 'node:path';
import type ts from 'typescript';
import type { TypeScript } from '../load-typescript.js';
import type { ProjectView } from './project-view.js';
import { parseFile } from './repair-scene.js';

/** Something that a file of the project gives out. */
export interface ProjectExport {
  readonly path: string;
  /** `default` where it has no name of its own outside. */
  readonly name: string;
}

const CODE = /(?<!\.d)\.[cm]?[jt]sx?$/;
const NOT_MEANT =
  /(?:^|\/)(?:tests?|__tests__|spec|e2e|dist|build|coverage)\/|[._-](?:test|spec)\./;
const MOST_FILES = 400;
const ENDINGS = ['', '.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'];

/** The files that give out a name, the nearest to a path first. */
export function exportersOf(
  name: string,
  from: string,
  project: ProjectView,
  ts: TypeScript,
): ProjectExport[] {
  return project.files
    .filter((path) => CODE.test(path) && !NOT_MEANT.test(path) && path !== from)
    .slice(0, MOST_FILES)
    .flatMap((path) => {
      const text = project.read(path);
      // A file that does not even contain the name need not be parsed.
      if (text?.includes(name) !== true) return [];
      const names = exportedNames(parseFile(path, text, ts), ts);
      if (names.includes(name)) return [{ path, name }];
      return names.includes(`default ${name}`) ? [{ path, name: 'default' }] : [];
    })
    .sort((a, b) => stepsBetween(from, a.path) - stepsBetween(from, b.path));
}

function stepsBetween(from: string, to: string): number {
  return posix.relative(posix.dirname(from), to).split('/').length;
}

/** `default a` is a default export that is called `a` inside. */
export function exportedNames(tree: ts.SourceFile, ts: TypeScript): string[] {
  return tree.statements.flatMap((statement) => [
    ...namesOfDeclaration(statement, ts),
    ...namesOfClause(statement, ts),
    ...namesOfCommonJs(statement, ts),
  ]);
}

function namesOfDeclaration(statement: ts.Statement, ts: TypeScript): string[] {
  if (ts.isExportAssignment(statement)) return byDefault(statement.expression, ts);
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  if (!named || !statement.name) return [];
  const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  return isDefault ? ['default', `default ${statement.name.text}`] : [statement.name.text];
}

function namesOfClause(statement: ts.Statement, ts: TypeScript): string[] {
  if (!ts.isExportDeclaration(statement) || !statement.exportClause) return [];
  if (!ts.isNamedExports(statement.exportClause)) return [statement.exportClause.name.text];
  return statement.exportClause.elements.map(({ name }) => name.text);
}

/** `exports.a = …`, `module.exports = { a, b }`, `module.exports = a`. */
function namesOfCommonJs(statement: ts.Statement, ts: TypeScript): string[] {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression))
    return [];
  const { left, right } = statement.expression;
  const [, name] = /^(?:module\.)?exports\.(\w+)$/.exec(left.getText()) ?? [];
  if (name !== undefined) return [name];
  if (left.getText() !== 'module.exports') return [];
  if (!ts.isObjectLiteralExpression(right)) return byDefault(right, ts);
  return right.properties.flatMap((property) => (property.name ? [property.name.getText()] : []));
}

function byDefault(value: ts.Expression, ts: TypeScript): string[] {
  return ts.isIdentifier(value) ? ['default', `default ${value.text}`] : ['default'];
}

/** The file of the project that a relative specifier means. */
export function resolveInProject(
  specifier: string,
  from: string,
  project: ProjectView,
): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  const known = new Set(project.files);
  const asTypeScript = path.replace(/\.([cm]?)js$/, '.$1ts');
  return [...ENDINGS.map((ending) => path + ending), asTypeScript].find((file) => known.has(file));
}
