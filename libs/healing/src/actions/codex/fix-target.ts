import type { DetectionRaised } from '@app/contracts';
import { projectFiles, projectFile } from './project-files.js';

/** What to fix: a file relative to the project root, or a route. */
export type FixTarget = { readonly filePath: string } | { readonly route: string };

/**
 * What a code fix of this trouble would work on: what the operator named, else what the pattern
 * captured as `file` or `route`, else the first file of the project in the newest stack trace.
 *
 * Names from a log are followed only to existing files inside the project root.
 *
 * @returns undefined when no file is known
 */
export function findFixTarget(
  named: { readonly filePath?: string | undefined; readonly route?: string | undefined },
  detection: DetectionRaised | undefined,
  projectRoot: string,
): FixTarget | undefined {
  if (named.filePath !== undefined) return { filePath: named.filePath };
  if (named.route !== undefined) return { route: named.route };
  if (!detection) return undefined;
  const { captures, records } = detection.evidence;
  const captured = captures['file'] && projectFile(captures['file'], projectRoot);
  if (captured) return { filePath: captured };
  const [fromStack] = records.toReversed().flatMap(({ text }) => projectFiles(text, projectRoot));
  if (fromStack !== undefined) return { filePath: fromStack };
  return captures['route'] ? { route: captures['route'] } : undefined;
}
