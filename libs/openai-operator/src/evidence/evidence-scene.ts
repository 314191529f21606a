import type { ProcessRunner } from '@app/process-runner';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type ts from 'typescript';
import { listProjectFiles } from '../workspace/project-files.js';
import { type EnclosingFunction, functionAt } from './function-at.js';
import { projectFrames, type ProjectFrame } from './project-frames.js';

/** What all kinds of evidence look at. */
export interface EvidenceScene {
  readonly projectRoot: string;
  /** The file to repair, relative to the project. */
  readonly file: string;
  /** What git knows or does not ignore; no secrets. */
  readonly files: readonly string[];
  readonly frames: readonly ProjectFrame[];
  /** The functions of the file to repair that the frames name, innermost first. */
  readonly functions: readonly EnclosingFunction[];
  readonly tree: ts.SourceFile;
  readonly typescript: typeof ts;
  readonly processes: ProcessRunner;
  readonly signal: AbortSignal;
  /** The text of a file of the project; empty when it is too large. */
  readonly read: (file: string) => Promise<string>;
}

const LARGEST_CHARS = 256 * 1024;

export async function evidenceScene(
  { file, error }: { readonly file: string; readonly error: string },
  { projectRoot, processes, signal }: Pick<EvidenceScene, 'projectRoot' | 'processes' | 'signal'>,
): Promise<EvidenceScene> {
  const typescript = (await import('typescript')).default;
  const files = await listProjectFiles(projectRoot, processes);
  const frames = await projectFrames(error, projectRoot, files);
  const read = async (path: string): Promise<string> => {
    const text = await readFile(join(projectRoot, path), 'utf8');
    return text.length > LARGEST_CHARS ? '' : text;
  };
  const tree = typescript.createSourceFile(
    file,
    await read(file),
    typescript.ScriptTarget.Latest,
    true,
  );
  const functions = frames
    .filter((frame) => frame.file === file)
    .flatMap(({ line }) => functionAt(tree, line, typescript) ?? []);
  const distinct = functions.filter(
    ({ startLine }, at) => functions.findIndex((other) => other.startLine === startLine) === at,
  );
  return {
    projectRoot,
    file,
    files,
    frames,
    functions: distinct,
    tree,
    typescript,
    processes,
    signal,
    read,
  };
}
