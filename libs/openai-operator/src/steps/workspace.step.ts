import { z } from 'zod';
import { Workspace } from '../workspace/workspace.js';
import { defineStep, done } from './step.js';

/** Makes a copy of the project to try the patch in; later steps work there. */
export const workspaceStep = defineStep({
  id: 'workspace',
  options: z.strictObject({}),
  async run(_options, { state, projectRoot, processes }) {
    state.pristine = await Workspace.create(projectRoot, processes);
    state.workspace = state.pristine.clone();
    return done(state.workspace.folder);
  },
});
