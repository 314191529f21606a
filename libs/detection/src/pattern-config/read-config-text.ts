import { open } from 'node:fs/promises';

const MOST_BYTES = 1024 * 1024;

export type ConfigText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** The text of the pattern file, or why it cannot be had and what to do. */
export async function readConfigText(path: string): Promise<ConfigText> {
  try {
    return await readText(path);
  } catch (error) {
    return { ok: false, message: explain(path, error as NodeJS.ErrnoException) };
  }
}

async function readText(path: string): Promise<ConfigText> {
  await using file = await open(path, 'r');
  const stats = await file.stat();
  if (!stats.isFile())
    return {
      ok: false,
      message: `${path} is no file. Set ERROR_PATTERNS_CONFIG to the file itself.`,
    };
  if (stats.size > MOST_BYTES)
    return {
      ok: false,
      message: `${path} has ${String(stats.size)} bytes, more than a pattern file may have (1 MiB). Check that ERROR_PATTERNS_CONFIG names the right file.`,
    };
  const bytes = await file.readFile();
  return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
}

function explain(path: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT')
    return `There is no pattern file at ${path}. Copy examples/error-patterns.yaml there, or set ERROR_PATTERNS_CONFIG to yours.`;
  if (code === 'EACCES')
    return `${path} must not be read by this user. Change its permissions or its owner.`;
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return `${path} is not UTF-8 text. Save it as UTF-8.`;
  return `${path} cannot be read: ${message}.`;
}
