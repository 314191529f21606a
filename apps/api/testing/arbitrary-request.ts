import fc from 'fast-check';
import type { ApiDocument, Operation, Parameter } from './api-document.js';
import { arbitraryOf } from './arbitrary-of.js';

export interface GeneratedRequest {
  /** With its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: no body. */
  readonly body?: string;
}

const HEADER_TEXT = fc.stringMatching(/^[\x21-\x7e]{1,30}$/);
const PATH_TEXT = fc.string({ minLength: 1, maxLength: 30, unit: 'binary' });
const json = { 'Content-Type': 'application/json' };

/**
 * Requests to one route: by the document, beside it, and nowhere near it.
 *
 * @param known values of path parameters that there is something behind
 */
export function arbitraryRequest(
  operation: Operation,
  document: ApiDocument,
  known: readonly string[],
): fc.Arbitrary<GeneratedRequest> {
  const { parameters = [] } = operation;
  return fc
    .record({
      path: pathOf(operation.path, known),
      query: queryOf(parameters, document),
      headers: headersOf(parameters),
      body: bodyOf(operation, document),
    })
    .map(({ path, query, headers, body }) => ({
      url: query === '' ? path : `${path}?${query}`,
      headers: { ...headers, ...body.headers },
      ...(body.text === undefined ? {} : { body: body.text }),
    }));
}

function pathOf(template: string, known: readonly string[]): fc.Arbitrary<string> {
  const value = fc
    .oneof(fc.constantFrom(...known), PATH_TEXT)
    .filter((text) => text !== '.' && text !== '..');
  return value.map((text) => template.replace(/\{\w+\}/, encodeURIComponent(text)));
}

function queryOf(parameters: readonly Parameter[], document: ApiDocument): fc.Arbitrary<string> {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const fitting = Object.fromEntries(
    inQuery.map(({ name, schema }) => [name, arbitraryOf(schema, document.resolve).map(String)]),
  );
  const required = inQuery.filter((parameter) => parameter.required).map(({ name }) => name);
  const junk = Object.fromEntries(inQuery.map(({ name }) => [name, fc.string()]));
  return fc
    .oneof(
      fc.record(fitting, { requiredKeys: required }),
      fc.record(junk, { requiredKeys: [] }),
      fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
    )
    .map((query) => new URLSearchParams(query as Record<string, string>).toString());
}

function headersOf(parameters: readonly Parameter[]): fc.Arbitrary<Record<string, string>> {
  const inHeader = parameters.filter((parameter) => parameter.in === 'header');
  const texts = Object.fromEntries(inHeader.map(({ name }) => [name, HEADER_TEXT]));
  return fc
    .record(texts, { requiredKeys: [] })
    .map((headers) => ({ ...headers }) as Record<string, string>);
}

interface Body {
  readonly text?: string;
  readonly headers: Readonly<Record<string, string>>;
}

function bodyOf(operation: Operation, document: ApiDocument): fc.Arbitrary<Body> {
  if (operation.method !== 'post') return fc.constant({ headers: {} });
  const schema = operation.requestBody?.content['application/json']?.schema ?? {};
  const fitting = arbitraryOf(schema, document.resolve);
  const asJson = (value: unknown): Body => ({ text: JSON.stringify(value), headers: json });
  return fc.oneof(
    { weight: 4, arbitrary: fitting.map(asJson) },
    { weight: 2, arbitrary: damaged(fitting).map(asJson) },
    { weight: 1, arbitrary: fc.jsonValue().map(asJson) },
    { weight: 1, arbitrary: fc.string().map((text) => ({ text, headers: json })) },
    {
      weight: 1,
      arbitrary: fc.string().map((text) => ({ text, headers: { 'Content-Type': 'text/plain' } })),
    },
    { weight: 1, arbitrary: fc.constant({ headers: {} }) },
  );
}

/** One member is something else, or one too many is there. */
function damaged(fitting: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(fitting, fc.nat(), fc.jsonValue(), fc.string())
    .map(([value, index, instead, fresh]) => {
      if (typeof value !== 'object' || value === null) return instead;
      const names = Object.keys(value);
      const name = names[index % (names.length + 1)] ?? fresh;
      return { ...value, [name]: instead };
    });
}
