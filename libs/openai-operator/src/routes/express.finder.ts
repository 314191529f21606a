import type ts from 'typescript';
import { pathsIn, propertyOf } from './paths-in.js';
import type { DeclaredRoute, RouteFinder } from './route-finder.js';
import { segmentsOf } from './route-pattern.js';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all']);
const CALLS = /\.(?:get|post|put|patch|delete|head|options|all|route)\s*(?:<[^>]*>)?\(/;

/** `app.get('/cart', …)`, `router.route('/cart').post(…)`, `fastify.route({ method, url })`. */
export const expressFinder: RouteFinder = {
  framework: 'express',
  routesIn({ text, tree }, typescript) {
    if (!CALLS.test(text)) return [];
    const routes: DeclaredRoute[] = [];
    const visit = (node: ts.Node): void => {
      if (typescript.isCallExpression(node)) routes.push(...routesOfCall(node, typescript));
      typescript.forEachChild(node, visit);
    };
    visit(tree());
    return routes;
  },
};

function routesOfCall(call: ts.CallExpression, typescript: typeof ts): DeclaredRoute[] {
  if (!typescript.isPropertyAccessExpression(call.expression)) return [];
  const { name, expression: receiver } = call.expression;
  const [first] = call.arguments;
  if (name.text === 'route') return first ? objectRoutes(first, typescript) : [];
  if (!METHODS.has(name.text)) return [];
  const chained = chainedPath(receiver, typescript);
  // A handler beside the path tells a route from `map.get('/key')`.
  const paths = chained ?? (call.arguments.length > 1 ? pathsIn(first, typescript) : []);
  return paths
    .filter((path) => path.startsWith('/') || path === '*')
    .map((path) => ({ method: name.text, segments: segmentsOf(path) }));
}

/** `router.route('/cart').get(…).post(…)`: the path stands at the head of the chain. */
function chainedPath(node: ts.Expression, typescript: typeof ts): string[] | undefined {
  if (!typescript.isCallExpression(node)) return undefined;
  if (!typescript.isPropertyAccessExpression(node.expression)) return undefined;
  const { name, expression } = node.expression;
  return name.text === 'route'
    ? pathsIn(node.arguments[0], typescript)
    : chainedPath(expression, typescript);
}

function objectRoutes(argument: ts.Expression, typescript: typeof ts): DeclaredRoute[] {
  if (!typescript.isObjectLiteralExpression(argument)) return [];
  const methods = pathsIn(propertyOf(argument, 'method', typescript), typescript);
  return pathsIn(argument, typescript).flatMap((path) =>
    (methods.length > 0 ? methods : ['all']).map((method) => ({
      method: method.toLowerCase(),
      segments: segmentsOf(path),
    })),
  );
}
