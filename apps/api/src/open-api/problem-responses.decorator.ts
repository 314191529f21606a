import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { type ProblemSlug, problemTypes } from '../problem-details/problem-types.js';
import { Problem } from '../problem-details/problem.js';

const SLUGS = Symbol('ProblemSlugs');
const everywhere: readonly ProblemSlug[] = [
  'api-key-required',
  'scope-missing',
  'host-not-allowed',
  'too-many-requests',
];

/** Documents the problems that a route may answer with, beside those of every route and of its other decorators. */
export function ProblemResponses(...slugs: readonly ProblemSlug[]): MethodDecorator {
  return (target, key, descriptor) => {
    const handler = descriptor.value as object;
    const known = (Reflect.getMetadata(SLUGS, handler) ?? everywhere) as readonly ProblemSlug[];
    const all = [...new Set([...known, ...slugs])];
    Reflect.defineMetadata(SLUGS, all, handler);
    ApiExtraModels(Problem)(target, key, descriptor);
    for (const [status, titles] of titlesByStatus(all))
      ApiResponse({ status, description: titles.join(' · '), content })(target, key, descriptor);
  };
}

function titlesByStatus(slugs: readonly ProblemSlug[]): ReadonlyMap<number, readonly string[]> {
  const byStatus = new Map<number, string[]>();
  for (const slug of slugs) {
    const { status, title } = problemTypes[slug];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `${title} (/problems/${slug})`]);
  }
  return byStatus;
}

const content = { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } };
