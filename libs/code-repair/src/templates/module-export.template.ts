import type ts from 'typescript';
import { insert, replace, type TextEdit } from '../edits/text-edit.js';
import { importsOf } from '../scene/imports.js';
import { exportedNames, resolveInProject } from '../scene/project-exports.js';
import { parseFile, type RepairScene } from '../scene/repair-scene.js';
import { similarNames } from '../scene/similar-names.js';
import type { RepairTemplate, Suggestion } from './template.js';

const NO_EXPORT = /The requested module '([^']+)' does not provide an export named '([^']+)'/;

/** A name that the imported module does not give out: its right name, or default for named. */
export const moduleExportTemplate: RepairTemplate = {
  id: 'module-export',
  propose(scene) {
    const [, specifier, name] = NO_EXPORT.exec(scene.message) ?? [];
    if (specifier === undefined || name === undefined) return [];
    return importsOf(scene.tree, scene.ts)
      .filter((found) => found.specifier === specifier)
      .flatMap(({ statement }) => ofImport(statement, { specifier, name }, scene));
  },
};

function ofImport(
  statement: ts.Statement,
  { specifier, name }: { specifier: string; name: string },
  scene: RepairScene,
): Suggestion[] {
  const { ts } = scene;
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
  const exported = exportsAt(specifier, scene);
  if (!clause) return [];
  if (name === 'default') return asNamed(clause, exported, scene);
  const bindings = clause.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return [];
  const element = bindings.elements.find((item) => (item.propertyName ?? item.name).text === name);
  if (!element) return [];
  const local = element.name.text;
  const renames = similarNames(name, exported).map((other, at) => ({
    title: `Import ${other} in place of ${name}`,
    edits: [replace({ start: element.getStart(), end: element.getEnd() }, `${other} as ${local}`)],
    score: 0.92 * 0.9 ** at,
  }));
  const alone = bindings.elements.length === 1 && !clause.name;
  if (!exported.includes('default') || !alone) return renames;
  const edits: TextEdit[] = [
    replace({ start: bindings.getStart(), end: bindings.getEnd() }, local),
  ];
  return [
    ...renames,
    { title: `Import ${local} as the default`, edits, score: renames.length > 0 ? 0.7 : 0.93 },
  ];
}

/** `import a from` of a module without a default. */
function asNamed(
  clause: ts.ImportClause,
  exported: readonly string[],
  { ts }: RepairScene,
): Suggestion[] {
  const { name } = clause;
  if (!name || clause.namedBindings) return [];
  const local = name.text;
  const at = { start: name.getStart(), end: name.getEnd() };
  const all: Suggestion = {
    title: `Import everything as ${local}`,
    edits: [insert(name.getStart(), '* as ')],
    score: 0.75,
  };
  const [only] = exported.includes(local) ? [local] : similarNames(local, exported);
  const single = only ?? (exported.length === 1 ? exported[0] : undefined);
  if (single === undefined || !ts.isIdentifier(name)) return [all];
  const text = single === local ? `{ ${local} }` : `{ ${single} as ${local} }`;
  return [{ title: `Import ${single} by its name`, edits: [replace(at, text)], score: 0.93 }, all];
}

function exportsAt(specifier: string, { filePath, project, ts }: RepairScene): string[] {
  const path = resolveInProject(specifier, filePath, project);
  const text = path === undefined ? undefined : project.read(path);
  return path === undefined || text === undefined
    ? []
    : exportedNames(parseFile(path, text, ts), ts).filter((name) => !name.startsWith('default '));
}
