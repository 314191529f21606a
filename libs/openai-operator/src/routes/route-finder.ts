import type ts from 'typescript';

/** A handler that a source declares. */
export interface DeclaredRoute {
  /** Lower case; `all` where it answers every method. */
  readonly method: string;
  readonly segments: readonly string[];
}

export interface SourceText {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Parsed when first needed. */
  readonly tree: () => ts.SourceFile;
}

/** How one framework declares routes: one file and one line in the registry. */
export interface RouteFinder {
  readonly framework: string;
  /** Every route that a source declares; none where the framework is not used in it. */
  routesIn(source: SourceText, typescript: typeof ts): readonly DeclaredRoute[];
}
