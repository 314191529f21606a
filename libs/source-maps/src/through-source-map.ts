import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Place } from './place.js';

const REFERENCE = /^\/\/[#@] sourceMappingURL=(\S+)\s*$/gm;
const INLINE = /^data:application\/json(?:;charset=[\w-]+)?;base64,(.+)$/;
const SCHEME = /^[\w-]+:\/\/(?:[^/]*\/)?/;
const LARGEST_BYTES = 32 * 1024 * 1024;

export interface OriginalPlace extends Place {
  /** Bundlers name sources from a root of their own: only the end of the path is to be trusted. */
  readonly isOfBundler: boolean;
}

/**
 * Where the source of a generated place stands.
 *
 * @param generated path of the generated file, absolute
 * @returns the frame with an absolute path; undefined when there is no map, or the map says nothing of it
 */
export async function throughSourceMap(
  generated: string,
  { line, column, functionName }: Place,
): Promise<OriginalPlace | undefined> {
  const map = await readMap(generated);
  if (!map) return undefined;
  const position = originalPositionFor(map.trace, { line, column: column - 1 });
  if (position.source === null) return undefined;
  return {
    functionName: position.name ?? functionName,
    file: join(map.folder, withoutScheme(position.source)),
    line: position.line,
    column: position.column + 1,
    isOfBundler: SCHEME.test(position.source),
  };
}

async function readMap(
  generated: string,
): Promise<{ trace: TraceMap; folder: string } | undefined> {
  try {
    if ((await stat(generated)).size > LARGEST_BYTES) return undefined;
    const reference = [...(await readFile(generated, 'utf8')).matchAll(REFERENCE)].at(-1)?.[1];
    if (reference === undefined) return undefined;
    const inline = INLINE.exec(reference)?.[1];
    if (inline !== undefined)
      return {
        trace: traceMap(Buffer.from(inline, 'base64').toString()),
        folder: dirname(generated),
      };
    const path = join(dirname(generated), decodeURIComponent(reference));
    // A map beside its file, or below it: never one that the file makes up elsewhere.
    if (relative(dirname(generated), path).startsWith('..')) return undefined;
    return { trace: traceMap(await readFile(path, 'utf8')), folder: dirname(path) };
  } catch {
    return undefined;
  }
}

function traceMap(json: string): TraceMap {
  return new TraceMap(json);
}

/** `webpack://shop/./src/a.ts` is relative to the root of the project: as good as nothing to go by. */
function withoutScheme(source: string): string {
  return source.replace(SCHEME, '');
}
