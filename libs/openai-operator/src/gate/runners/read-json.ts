import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** @returns undefined when the file is missing, no JSON, or not of that shape */
export function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
