import type { OpenAPIObject } from '@nestjs/swagger';
import type { MethodsOf } from '../problem-details/problem.filter.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Looks up in the OpenAPI document what a path may be asked with. */
export function methodsOf(document: () => OpenAPIObject): MethodsOf {
  return (path) => {
    const found = Object.entries(document().paths).find(([template]) => matches(template, path));
    return METHODS.filter((method) => found?.[1][method]).flatMap((method) =>
      method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
    );
  };
}

function matches(template: string, path: string): boolean {
  const expected = template.split('/');
  const given = path.split('/');
  return (
    expected.length === given.length &&
    expected.every((segment, index) => segment.startsWith('{') || segment === given[index])
  );
}
