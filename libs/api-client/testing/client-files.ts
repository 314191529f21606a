// Node.js runs this file as it is, so it imports nothing but types.
import type { OpenApiDocument, Operation, Schema } from './open-api-document.js';

const HEAD = '// Made from the OpenAPI document by: npm run api-client\n';
const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;
const STREAM = 'text/event-stream';

/** The generated files of the client, by their names; not formatted. */
export function clientFiles(document: OpenApiDocument): Readonly<Record<string, string>> {
  return { 'schemas.ts': schemasText(document), 'autoheal-api.ts': clientText(document) };
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*\*.*?\*\//g, '');
}

function schemasText({ components }: OpenApiDocument): string {
  const types = Object.entries(components.schemas).map(
    ([name, schema]) => comment(schema.description) + declaration(name, schema),
  );
  return `${HEAD}\n${types.join('\n\n')}\n`;
}

function declaration(name: string, schema: Schema): string {
  const plain = schema.properties !== undefined && schema.nullable !== true;
  return plain
    ? `export interface ${name} ${objectText(schema)}`
    : `export type ${name} = ${typeText(schema)};`;
}

function clientText(document: OpenApiDocument): string {
  const methods = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { responses }]) => responses['200']?.content?.[STREAM] === undefined)
      .map(([method, operation]) => methodText(path, method, operation)),
  );
  const names = Object.keys(document.components.schemas).filter((name) =>
    methods.some((text) => new RegExp(`\\b${name}\\b`).test(withoutComments(text))),
  );
  return `${HEAD}
import type { ActOptions, Transport } from '../transport.js';
import type { ${names.join(', ')} } from './schemas.js';

/** One method for each operation of the API. Each throws ApiError for a problem that the API tells. */
export class AutohealApi {
  constructor(private readonly transport: Transport) {}

${methods.join('\n\n')}
}
`;
}

function methodText(path: string, method: string, operation: Operation): string {
  const { operationId, summary, parameters = [], requestBody } = operation;
  const body = requestBody?.content['application/json']?.schema;
  const query = queryType(operation);
  const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const acts = parameters.some(({ name }) => name === 'Idempotency-Key');
  const taken = [
    ...inPath.map((name) => `${name}: string`),
    ...(body ? [`body: ${typeText(body)}${mayBeEmpty(body) ? ' = {}' : ''}`] : []),
    ...(query ? [`query: ${typeText(query)}${mayBeEmpty(query) ? ' = {}' : ''}`] : []),
    ...(acts ? ['options: ActOptions = {}'] : []),
  ];
  const given = [body && 'body', query && 'query', acts && '...options'].filter(Boolean);
  const address = path.replace(/\{(\w+)\}/g, '${encodeURIComponent($1)}');
  return `${comment(summary)}${operationId}(${taken.join(', ')}): Promise<${answerType(operation)}> {
  return this.transport.request('${method.toUpperCase()}', \`${address}\`, { ${given.join(', ')} });
}`;
}

function queryType({ parameters = [] }: Operation): Schema | undefined {
  const fields = parameters.filter((parameter) => parameter.in === 'query');
  if (fields.length === 0) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
  };
}

function mayBeEmpty({ type, required = [] }: Schema): boolean {
  return type === 'object' && required.length === 0;
}

function answerType({ responses }: Operation): string {
  const types = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, { content }]) => {
      if (!content) return 'undefined';
      const json = content['application/json'];
      return json ? typeText(json.schema) : 'string';
    });
  return [...new Set(types)].join(' | ');
}

/** A schema as a TypeScript type. */
function typeText(schema: Schema): string {
  const text = withoutNull(schema);
  return schema.nullable === true ? `${text} | null` : text;
}

/** `comment`, where there is something to say. */
function comment(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `/** ${text.replaceAll('*/', '* /')} */\n`;
}

function withoutNull(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if (schema.enum)
    return schema.enum
      .filter((value) => value !== null)
      .map((value) => JSON.stringify(value))
      .join(' | ');
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return alternatives.map((one) => `(${typeText(one)})`).join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => `(${typeText(one)})`).join(' & ');
  switch (schema.type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'null':
    case 'string':
    case 'boolean':
      return schema.type;
    case 'array':
      return `readonly (${typeText(schema.items ?? {})})[]`;
    case 'object':
      return objectText(schema);
    default:
      return 'unknown';
  }
}

function objectText({ properties = {}, required = [], additionalProperties }: Schema): string {
  const members = Object.entries(properties).map(([name, member]) => {
    const key = PLAIN_NAME.test(name) ? name : JSON.stringify(name);
    const type = typeText(member);
    const declared = required.includes(name) ? `${key}: ${type}` : `${key}?: ${type} | undefined`;
    return `${comment(member.description)}readonly ${declared};`;
  });
  const open = additionalProperties !== undefined && additionalProperties !== false;
  if (open && members.length === 0) return recordText(additionalProperties);
  const rest = open ? ['readonly [name: string]: unknown;'] : [];
  return `{ ${[...members, ...rest].join('\n')} }`;
}

function recordText(values: true | Schema): string {
  return `Readonly<Record<string, ${values === true ? 'unknown' : typeText(values)}>>`;
}

function nameOf(ref: string): string {
  return ref.split('/').at(-1) ?? '';
}
