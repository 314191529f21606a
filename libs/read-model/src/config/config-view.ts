import { z } from 'zod';
import { list, shape, time } from '../shape.js';

export const configShape = shape(
  'Config',
  z.object({
    settings: list(
      z.object({
        variable: z.string(),
        value: z.string().nullable().describe('Secrets are masked; null: not set'),
        source: z.enum(['environment', '.env.local', '.env', 'default']),
        description: z.string(),
      }),
    ),
    patternFile: z.object({
      path: z.string(),
      loadedAt: time.optional(),
      problems: list(z.string()).describe('Of the file on disk; an older one is in force then'),
    }),
  }),
);
export type ConfigView = z.output<typeof configShape>;

export const problemsShape = shape(
  'Problems',
  z.object({ problems: list(z.string()).describe('Empty: all is well') }),
);
export type ProblemsView = z.output<typeof problemsShape>;

export const logTailShape = shape(
  'LogTail',
  z.object({
    source: z.string(),
    path: z.string(),
    lines: list(z.object({ text: z.string(), patternIds: list(z.string()) })),
  }),
);
export type LogTail = z.output<typeof logTailShape>;
