import { Ajv, type ValidateFunction } from 'ajv';
import type { JsonSchema } from './arbitrary-of.js';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

interface DocumentedOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

export interface Operation extends DocumentedOperation {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const ID = 'openapi';

/** The served document, and whether answers keep to it. */
export class ApiDocument {
  private readonly ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: { 'date-time': DATE_TIME, uuid: true, uri: true, 'uri-reference': true },
  });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(private readonly document: OpenApiDocument) {
    this.ajv.addSchema(document, ID);
  }

  operations(): readonly Operation[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        ...operation,
        method: method as Operation['method'],
        path,
      })),
    );
  }

  readonly resolve = (ref: string): JsonSchema => {
    const schema = this.document.components.schemas[ref.split('/').at(-1) ?? ''];
    if (!schema) throw new Error(`The document has no ${ref}.`);
    return schema;
  };

  /** What is wrong with an answer, by the document; empty when nothing is. */
  problemsOf(
    { path, method, responses }: Operation,
    answer: { readonly status: number; readonly type: string; readonly text: string },
  ): readonly string[] {
    const response = responses[String(answer.status)];
    if (!response) return [`The status ${String(answer.status)} is not documented.`];
    const { content } = response;
    if (!content) return answer.text === '' ? [] : ['A body where none is documented.'];
    const type = answer.type.split(';')[0] ?? '';
    if (!(type in content)) return [`The type ${type} is not documented.`];
    if (!type.endsWith('json')) return [];
    const steps = ['paths', path, method, 'responses', String(answer.status), 'content', type];
    const validate = this.validator([...steps, 'schema']);
    return validate(JSON.parse(answer.text)) ? [] : [this.ajv.errorsText(validate.errors)];
  }

  private validator(steps: readonly string[]): ValidateFunction {
    const pointer = steps
      .map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const known = this.validators.get(pointer);
    if (known) return known;
    const compiled = this.ajv.compile({ $ref: `${ID}#/${pointer}` });
    this.validators.set(pointer, compiled);
    return compiled;
  }
}
