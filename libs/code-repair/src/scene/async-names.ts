import type ts from 'typescript';
import { isAsync } from './functions.js';
import { importsOf } from './imports.js';
import { resolveInProject } from './project-exports.js';
import { parseFile, type RepairScene } from './repair-scene.js';

/** Node's own, and the platform's. */
const OF_THE_PLATFORM = [
  'fetch',
  'json',
  'text',
  'arrayBuffer',
  'readFile',
  'writeFile',
  'setTimeout',
];

/** The names of functions that give promises: of this file, and of the files that it imports. */
export function asyncNames(scene: RepairScene): Set<string> {
  const { ts, tree, project, filePath } = scene;
  const names = new Set(asyncIn(tree, ts));
  for (const { specifier } of importsOf(tree, ts)) {
    const path = resolveInProject(specifier, filePath, project);
    const text = path === undefined ? undefined : project.read(path);
    if (path !== undefined && text !== undefined)
      for (const name of asyncIn(parseFile(path, text, ts), ts)) names.add(name);
  }
  const promised = importsOf(tree, ts).some(({ specifier }) => specifier.endsWith('/promises'));
  for (const name of OF_THE_PLATFORM)
    if (promised || !/File$|^setTimeout$/.test(name)) names.add(name);
  return names;
}

function asyncIn(tree: ts.SourceFile, ts: RepairScene['ts']): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = promisingName(node, ts);
    if (name !== undefined) names.push(name);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}

function promisingName(node: ts.Node, ts: RepairScene['ts']): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node))
    return promises(node, ts) ? node.name?.getText() : undefined;
  if (
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node)
  ) {
    const { initializer } = node;
    const makes =
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
    return makes && promises(initializer, ts) ? node.name.getText() : undefined;
  }
  return undefined;
}

function promises(node: ts.FunctionLikeDeclaration, ts: RepairScene['ts']): boolean {
  if (isAsync(node, ts)) return true;
  const returned = node.type?.getText() ?? '';
  return (
    returned.startsWith('Promise<') ||
    /^\s*(?:\{\s*return )?(?:new Promise\(|Promise\.)/.test(node.body?.getText() ?? '')
  );
}
