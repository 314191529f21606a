import type ts from 'typescript';

/** The literal paths in an argument: a text, a list of texts, or an object with `path` or `url`. */
export function pathsIn(node: ts.Node | undefined, typescript: typeof ts): string[] {
  if (!node) return [];
  if (typescript.isStringLiteralLike(node)) return [node.text];
  if (typescript.isArrayLiteralExpression(node))
    return node.elements.flatMap((element) => pathsIn(element, typescript));
  if (!typescript.isObjectLiteralExpression(node)) return [];
  return ['path', 'url'].flatMap((name) => pathsIn(propertyOf(node, name, typescript), typescript));
}

export function propertyOf(
  node: ts.ObjectLiteralExpression,
  name: string,
  typescript: typeof ts,
): ts.Expression | undefined {
  const property = node.properties.find(
    (it): it is ts.PropertyAssignment =>
      typescript.isPropertyAssignment(it) &&
      (typescript.isIdentifier(it.name) || typescript.isStringLiteral(it.name)) &&
      it.name.text === name,
  );
  return property?.initializer;
}
