import type ts from 'typescript';
import type { DeclaredRoute, RouteFinder } from './route-finder.js';
import { segmentsOf } from './route-pattern.js';
import { pathsIn } from './paths-in.js';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all']);

/** `@Controller('cart')` on a class, `@Get(':id')` on its methods. */
export const nestFinder: RouteFinder = {
  framework: 'nest',
  routesIn({ text, tree }, typescript) {
    if (!text.includes('@Controller')) return [];
    return tree().statements.flatMap((statement) =>
      typescript.isClassDeclaration(statement) ? routesOf(statement, typescript) : [],
    );
  },
};

function routesOf(node: ts.ClassDeclaration, typescript: typeof ts): DeclaredRoute[] {
  const controller = decoratorsOf(node, typescript).find(({ name }) => name === 'Controller');
  if (!controller) return [];
  const handlers = node.members.flatMap((member) => decoratorsOf(member, typescript));
  return handlers.flatMap(({ name, paths }) => {
    const method = name.toLowerCase();
    if (!METHODS.has(method)) return [];
    return controller.paths.flatMap((prefix) =>
      paths.map((path) => ({ method, segments: segmentsOf(`${prefix}/${path}`) })),
    );
  });
}

function decoratorsOf(node: ts.Node, typescript: typeof ts) {
  if (!typescript.canHaveDecorators(node)) return [];
  return (typescript.getDecorators(node) ?? []).flatMap(({ expression }) => {
    if (!typescript.isCallExpression(expression)) return [];
    const { expression: callee, arguments: args } = expression;
    if (!typescript.isIdentifier(callee)) return [];
    const paths = pathsIn(args[0], typescript);
    return [{ name: callee.text, paths: paths.length > 0 ? paths : [''] }];
  });
}
