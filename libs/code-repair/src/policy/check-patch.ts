import { loadTypescript } from '../load-typescript.js';
import { parseFile } from '../scene/repair-scene.js';
import type { Finding } from './finding.js';
import { patchRules } from './rules/registry.js';

/** One file as it is, and as a patch would leave it. */
export interface FilePatch {
  /** From the project root; its ending says how it is read. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Looks at a patch as at the work of a stranger: what power it brings that was not there, what it takes
 * away, what it hides. Compares syntax trees only, so it says nothing of whether the patch is right.
 *
 * @returns what speaks against it; empty when nothing does
 */
export async function checkPatch({ path, before, after }: FilePatch): Promise<readonly Finding[]> {
  const ts = await loadTypescript();
  const trees = {
    ts,
    filePath: path,
    before: parseFile(path, before, ts),
    after: parseFile(path, after, ts),
  };
  return patchRules.flatMap((rule) =>
    rule.check(trees).map(({ message, node }) => ({
      rule: rule.id,
      message,
      line: node ? trees.after.getLineAndCharacterOfPosition(node.getStart()).line + 1 : 0,
    })),
  );
}
