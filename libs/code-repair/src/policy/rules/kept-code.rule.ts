import type ts from 'typescript';
import type { TypeScript } from '../../load-typescript.js';
import { exportedNames } from '../../scene/project-exports.js';
import { isFunction } from '../../scene/functions.js';
import type { Complaint, PatchRule } from '../patch-rule.js';

const MOST_OF_IT = 4;

/** The code stays: no function is emptied, none loses most of its statements, no export goes. */
export const keptCodeRule: PatchRule = {
  id: 'kept-code',
  check({ ts, before, after }) {
    const sizes = bodySizes(after, ts);
    const emptied = [...bodySizes(before, ts)].flatMap(([name, was]): Complaint[] => {
      const is = sizes.get(name);
      if (is === undefined || was === 0) return [];
      return is === 0 || (was >= MOST_OF_IT && is * MOST_OF_IT < was)
        ? [{ message: `empties ${name}` }]
        : [];
    });
    const kept = new Set(exportedNames(after, ts).map(bare));
    const gone = exportedNames(before, ts)
      .map(bare)
      .filter((name) => !kept.has(name) && !(name === 'default' && kept.size > 0))
      .map((name) => ({ message: `no longer gives out ${name}` }));
    return [...emptied, ...gone];
  },
};

function bare(name: string): string {
  return name.replace(/^default (?=\w)/, '');
}

/** The statements of each function with a name, those inside others counted with them. */
function bodySizes(tree: ts.SourceFile, ts: TypeScript): Map<string, number> {
  const sizes = new Map<string, number>();
  const visit = (node: ts.Node, path: string): void => {
    const name = isFunction(node, ts) ? nameOf(node, ts) : undefined;
    const inner = name === undefined ? path : `${path}${path === '' ? '' : '.'}${name}`;
    if (name !== undefined && isFunction(node, ts) && node.body && ts.isBlock(node.body))
      sizes.set(inner, statementsIn(node.body, ts));
    ts.forEachChild(node, (child) => {
      visit(child, inner);
    });
  };
  visit(tree, '');
  return sizes;
}

function nameOf(node: ts.FunctionLikeDeclaration, ts: TypeScript): string | undefined {
  if (node.name) return node.name.getText();
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const { parent } = node;
  const named =
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent);
  return named ? parent.name.getText() : undefined;
}

function statementsIn(block: ts.Node, ts: TypeScript): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && !ts.isBlock(node) && !ts.isEmptyStatement(node)) count += 1;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(block, visit);
  return count;
}
