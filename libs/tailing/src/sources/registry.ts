import { z } from 'zod';
import { dockerSource } from './docker.source.js';
import { fileSource } from './file.source.js';
import { journaldSource } from './journald.source.js';
import { pm2Source } from './pm2.source.js';
import { stdinSource } from './stdin.source.js';
import type { LogSource, SourceContext } from './log-source.js';

/** Every type of source that a pattern file may name: one line each. */
export const sourceDefinitions = [
  fileSource,
  pm2Source,
  dockerSource,
  journaldSource,
  stdinSource,
] as const;

type SchemasOf<D extends readonly { readonly schema: unknown }[]> = {
  -readonly [K in keyof D]: D[K]['schema'];
};
type AnySource = new (spec: never, context: SourceContext) => LogSource;

const sources = new Map<string, AnySource>(
  sourceDefinitions.map(({ type, source }) => [type, source]),
);

/** One entry of the pattern file's `sources`; without a type it is a file. */
export const sourceSchema = z.discriminatedUnion(
  'type',
  sourceDefinitions.map(({ schema }) => schema) as SchemasOf<typeof sourceDefinitions>,
  { error: `must be one of ${[...sources.keys()].join(', ')}` },
);

export type SourceSpec = z.output<typeof sourceSchema>;

/** @throws when no source of the type is registered, which the schema rules out */
export function createSource(spec: SourceSpec, context: SourceContext): LogSource {
  const Source = sources.get(spec.type);
  if (!Source) throw new Error(`There is no log source of type ${spec.type}`);
  return new Source(spec as never, context);
}
