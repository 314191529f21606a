import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** One file of the built dashboard, ready to be sent. */
export interface DashboardFile {
  readonly type: string;
  readonly etag: string;
  /** Its name changes with its content, so a browser may keep it for good. */
  readonly immutable: boolean;
  readonly bodies: Readonly<Record<'identity' | 'gzip' | 'br', Buffer>>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Reads the whole built dashboard, a few hundred kilobytes. What is not in the map cannot be asked
 * for: a path from a request never reaches the file system.
 *
 * @returns files by URL path; empty when the dashboard is not built
 */
export async function readDashboardFiles(folder: string): Promise<Map<string, DashboardFile>> {
  const entries = await listFiles(folder);
  return new Map(
    await Promise.all(
      entries.map(async (path): Promise<[string, DashboardFile]> => {
        const url = `/${relative(folder, path).split(sep).join('/')}`;
        return [url, await toFile(url, await readFile(path))];
      }),
    ),
  );
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function toFile(url: string, body: Buffer): Promise<DashboardFile> {
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(body),
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  ]);
  return {
    type: TYPES[extname(url)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    immutable: url.startsWith('/assets/'),
    bodies: { identity: body, gzip: zipped, br: brotli },
  };
}
