import type ts from 'typescript';
import { type CodeStyle, codeStyleOf } from '../edits/code-style.js';
import type { TypeScript } from '../load-typescript.js';
import type { ProjectView } from './project-view.js';
import type { ReportedError } from './reported-error.js';

/** What every template looks at: one error in one file. */
export interface RepairScene {
  readonly ts: TypeScript;
  readonly tree: ts.SourceFile;
  /** From the project root. */
  readonly filePath: string;
  readonly source: string;
  readonly style: CodeStyle;
  readonly message: string;
  /** Where the error passed, innermost first, as offsets in the source. */
  readonly offsets: readonly number[];
  readonly project: ProjectView;
}

export interface SceneFile {
  readonly filePath: string;
  readonly source: string;
  readonly project: ProjectView;
}

export function repairScene(
  { filePath, source, project }: SceneFile,
  { message, places }: ReportedError,
  ts: TypeScript,
): RepairScene {
  const tree = parseFile(filePath, source, ts);
  const starts = tree.getLineStarts();
  const offsets = places.flatMap(({ line, column }) => {
    const start = starts[line - 1];
    return start === undefined ? [] : [Math.min(start + column - 1, source.length)];
  });
  return { ts, tree, filePath, source, style: codeStyleOf(source), message, offsets, project };
}

export function parseFile(filePath: string, source: string, ts: TypeScript): ts.SourceFile {
  return ts.createSourceFile(filePath, source, ts.ScriptTarget.Latest, true);
}
