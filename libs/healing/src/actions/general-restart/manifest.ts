import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  scripts: z.record(z.string(), z.string()).default({}),
});

/** What matters of a platform's package.json. */
export type Manifest = z.output<typeof schema>;

/** @returns undefined when the folder has no package.json, or one that is not readable JSON */
export function readManifest(folder: string): Manifest | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).data;
  } catch {
    return undefined;
  }
}
