import type ts from 'typescript';

/** A function around a place. Lines from 1. */
export interface EnclosingFunction {
  /** Empty where it has none. */
  readonly name: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  /** The names that it uses. */
  readonly identifiers: ReadonlySet<string>;
}

/** The innermost function with a name around a line; the statement around it where there is none. */
export function functionAt(
  tree: ts.SourceFile,
  line: number,
  typescript: typeof ts,
): EnclosingFunction | undefined {
  const position = positionOf(tree, line);
  let best: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (position < node.getStart(tree) || position > node.getEnd()) return;
    if (nameOf(node, typescript) !== undefined || (!best && typescript.isStatement(node)))
      best = node;
    typescript.forEachChild(node, visit);
  };
  typescript.forEachChild(tree, visit);
  return best && describe(best, tree, typescript);
}

/** The first character of the line that is no space. */
function positionOf(tree: ts.SourceFile, line: number): number {
  const starts = tree.getLineStarts();
  const start = starts[Math.min(line, starts.length) - 1] ?? 0;
  return start + (/^\s*/.exec(tree.text.slice(start))?.[0].length ?? 0);
}

function nameOf(node: ts.Node, typescript: typeof ts): string | undefined {
  if (typescript.isFunctionDeclaration(node) || typescript.isMethodDeclaration(node))
    return node.name?.getText() ?? '';
  if (typescript.isConstructorDeclaration(node)) return 'constructor';
  if (typescript.isGetAccessor(node) || typescript.isSetAccessor(node)) return node.name.getText();
  if (
    (typescript.isVariableDeclaration(node) ||
      typescript.isPropertyAssignment(node) ||
      typescript.isPropertyDeclaration(node)) &&
    node.initializer &&
    (typescript.isArrowFunction(node.initializer) ||
      typescript.isFunctionExpression(node.initializer))
  )
    return node.name.getText();
  return undefined;
}

function describe(node: ts.Node, tree: ts.SourceFile, typescript: typeof ts): EnclosingFunction {
  const identifiers = new Set<string>();
  const visit = (inner: ts.Node): void => {
    if (typescript.isIdentifier(inner)) identifiers.add(inner.text);
    typescript.forEachChild(inner, visit);
  };
  visit(node);
  const lineOf = (position: number): number =>
    tree.getLineAndCharacterOfPosition(position).line + 1;
  return {
    name: nameOf(node, typescript) ?? '',
    startLine: lineOf(node.getStart(tree)),
    endLine: lineOf(node.getEnd()),
    text: node.getText(tree),
    identifiers,
  };
}
