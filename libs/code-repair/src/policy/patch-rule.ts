import type ts from 'typescript';
import type { TypeScript } from '../load-typescript.js';

/** A file before and after a patch. */
export interface PatchTrees {
  readonly ts: TypeScript;
  /** From the project root. */
  readonly filePath: string;
  readonly before: ts.SourceFile;
  readonly after: ts.SourceFile;
}

/** What a rule complains of: the place in the patched file, if there is one. */
export interface Complaint {
  readonly message: string;
  readonly node?: ts.Node;
}

/**
 * One thing that a patch may not bring: one file and one line in the registry. It must hold for any code,
 * because a patch is written by a stranger; what was there before is no concern of it.
 */
export interface PatchRule {
  readonly id: string;
  check(patch: PatchTrees): readonly Complaint[];
}
