/** The rest of the project, as far as a repair may look at it. */
export interface ProjectView {
  /** Paths from the root. */
  readonly files: readonly string[];
  /** The text of one of them; undefined where it cannot be read. */
  read(path: string): string | undefined;
}

export const noProject: ProjectView = { files: [], read: () => undefined };
