import { proposeRepairs, type RepairCandidate } from '../src/propose-repairs.js';
import { noProject, type ProjectView } from '../src/scene/project-view.js';

/** Stands before the character at which the stack trace points. */
export const HERE = '▸';

export interface Broken {
  readonly message: string;
  /** With HERE in it; without it the trace names no place. */
  readonly source: string;
  readonly filePath?: string;
  readonly project?: ProjectView;
}

/** What the templates propose for a file with one marked place. */
export function repairsOf({
  message,
  source: marked,
  filePath = 'src/a.ts',
  project = noProject,
}: Broken): Promise<readonly RepairCandidate[]> {
  const at = marked.indexOf(HERE);
  const source = marked.replace(HERE, '');
  const lines = marked.slice(0, Math.max(at, 0)).split('\n');
  const place = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  const places = at < 0 ? [] : [place];
  return proposeRepairs({ filePath, source, project, errors: [{ message, places }] });
}

/** A project of these files. */
export function projectOf(files: Readonly<Record<string, string>>): ProjectView {
  return { files: Object.keys(files), read: (path) => files[path] };
}
