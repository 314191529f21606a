import { z } from 'zod';
import { probeKinds } from './kinds/registry.js';

type Kind = (typeof probeKinds)[number];
type Schemas<K extends readonly Kind[]> = { [I in keyof K]: K[I]['schema'] };

const schemas = probeKinds.map(({ schema }) => schema) as unknown as Schemas<typeof probeKinds>;

/** One probe of the pattern file, of any registered kind. */
export const probeSchema = z.discriminatedUnion('type', schemas);

export type ProbeSpec = z.output<typeof probeSchema>;
