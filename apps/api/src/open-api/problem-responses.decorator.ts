import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { type ProblemSlug, problemTypes } from '../problem-details/problem-types.js';
import { Problem } from '../problem-details/problem.js';

/** Documents the problems that a route may answer with; every route may also answer 401, 403 and 429. */
export function ProblemResponses(...slugs: readonly ProblemSlug[]) {
  const byStatus = new Map<number, string[]>();
  const everywhere = ['api-key-required', 'host-not-allowed', 'too-many-requests'] as const;
  for (const slug of [...slugs, ...everywhere]) {
    const { status, title } = problemTypes[slug];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `${title} (/problems/${slug})`]);
  }
  return applyDecorators(
    ApiExtraModels(Problem),
    ...[...byStatus].map(([status, titles]) =>
      ApiResponse({ status, description: titles.join(' · '), content }),
    ),
  );
}

const content = { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } };
