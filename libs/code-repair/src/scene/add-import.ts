import { posix } from 'node:path';
import type ts from 'typescript';
import { insert, type TextEdit } from '../edits/text-edit.js';
import { importsOf, isModule } from './imports.js';
import type { RepairScene } from './repair-scene.js';

/** What is to be imported: `*` is the whole module under a name. */
export interface Wanted {
  readonly name: string;
  readonly as: 'named' | 'default';
  readonly specifier: string;
}

/** Adds a name to an import of the same module, else a line below the last import; as the file does it. */
export function addImport(wanted: Wanted, scene: RepairScene): TextEdit[] {
  const { ts, tree, style } = scene;
  const imports = importsOf(tree, ts);
  const same = imports.find(({ specifier }) => specifier === wanted.specifier);
  const list = same && wanted.as === 'named' ? namesIn(same.statement, ts) : undefined;
  const last = list?.elements.at(-1);
  if (last) return [insert(last.getEnd(), `, ${wanted.name}`)];
  const line = imported(
    wanted,
    imports.some(({ kind }) => kind === 'import') || isModule(tree, scene.filePath, ts),
    scene,
  );
  const after = imports.at(-1)?.statement.getEnd();
  return after === undefined
    ? [insert(startOfCode(tree), line + style.eol)]
    : [insert(after, style.eol + line)];
}

function imported({ name, as, specifier }: Wanted, esm: boolean, { style }: RepairScene): string {
  const { quote, end } = style;
  const what = as === 'named' ? `{ ${name} }` : name;
  return esm
    ? `import ${what} from ${quote}${specifier}${quote}${end}`
    : `const ${what} = require(${quote}${specifier}${quote})${end}`;
}

function namesIn(statement: ts.Statement, ts: RepairScene['ts']) {
  if (ts.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings;
    const isType = statement.importClause?.phaseModifier !== undefined;
    return bindings && !isType && ts.isNamedImports(bindings) ? bindings : undefined;
  }
  if (!ts.isVariableStatement(statement)) return undefined;
  const name = statement.declarationList.declarations[0]?.name;
  return name && ts.isObjectBindingPattern(name) ? name : undefined;
}

/** Below `#!`, `'use strict'` and the comment that the file begins with. */
function startOfCode(tree: ts.SourceFile): number {
  const [first] = tree.statements;
  const directive = first && /^['"]use strict['"];?$/.test(first.getText());
  if (directive) return tree.statements[1]?.getStart() ?? first.getEnd();
  return first?.getStart() ?? 0;
}

/** How a file of the project is named from another one, with the endings that its imports have. */
export function specifierOf(path: string, { filePath, tree, ts }: RepairScene): string {
  const relative = posix.relative(posix.dirname(filePath), path);
  const dotted = relative.startsWith('.') ? relative : `./${relative}`;
  const others = importsOf(tree, ts).filter(({ specifier }) => specifier.startsWith('.'));
  const bare =
    others.length > 0
      ? !others.some(({ specifier }) => /\.[cm]?[jt]sx?$/.test(specifier))
      : !isModule(tree, filePath, ts);
  if (bare) return dotted.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '');
  const compiled = others.some(({ specifier }) => /\.[cm]?js$/.test(specifier));
  return compiled ? dotted.replace(/\.([cm]?)tsx?$/, '.$1js') : dotted;
}
