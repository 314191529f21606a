import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { checkTargetFile } from '../jobs/target-file.js';
import { mayPatch } from '../workspace/protected-files.js';
import { unifiedDiff } from '../workspace/unified-diff.js';
import { defineStep, done, stop } from './step.js';

/** Writes the patched file into the workspace, never into the project itself. */
export const applyPatchStep = defineStep({
  id: 'apply-patch',
  options: z.strictObject({ file: z.string(), text: z.string() }),
  async run({ file, text }, context) {
    const { projectRoot, allowedFiles, state } = context;
    const { workspace } = state;
    if (!workspace) return stop('failed', 'apply-patch needs a workspace step before it.');
    const target = await checkTargetFile(projectRoot, file);
    if (target.outcome === 'refused') return stop('refused', target.message);
    const { filePath } = target;
    if (!mayPatch(filePath, allowedFiles)) return stop('refused', `${filePath} is protected.`);
    const path = workspace.path(filePath);
    const before = await readFile(path, 'utf8');
    state.diff = unifiedDiff(filePath, before, text);
    await writeFile(path, text);
    state.patched = new Map([...state.patched, [filePath, text]]);
    return done(state.diff);
  },
});
