import { glob, stat } from 'node:fs/promises';

const GLOB = /[*?[\]{}]/;
const MOST_FILES = 5_000;

/** The file that a source's path means: for a glob, the one that was written last. Undefined: none yet. */
export async function newestFile(path: string): Promise<string | undefined> {
  if (!GLOB.test(path)) return path;
  let newest: { readonly path: string; readonly mtimeMs: number } | undefined;
  let seen = 0;
  for await (const match of glob(path)) {
    const found = await stat(match).catch(() => undefined);
    if (found?.isFile() && found.mtimeMs > (newest?.mtimeMs ?? -1))
      newest = { path: match, mtimeMs: found.mtimeMs };
    seen += 1;
    if (seen >= MOST_FILES) break;
  }
  return newest?.path;
}
