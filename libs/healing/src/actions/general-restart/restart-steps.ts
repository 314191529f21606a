import type { Manifest } from './manifest.js';
import { installWords } from './install-words.js';

/** A program with its arguments. */
export type StepWords = readonly [string, ...string[]];

/** What comes before the restart itself, in order. */
export function preparingSteps(
  projectRoot: string,
  facts: { readonly manifest: Manifest | undefined; readonly hasUpstream: boolean },
): StepWords[] {
  return [
    ...(facts.hasUpstream ? [['git', 'pull', '--ff-only'] as const] : []),
    ...(facts.manifest
      ? [installWords(projectRoot), ['npm', 'run', 'build', '--if-present'] as const]
      : []),
  ];
}
