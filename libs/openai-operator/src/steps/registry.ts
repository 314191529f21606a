import { applyPatchStep } from './apply-patch.step.js';
import { baselineStep } from './baseline.step.js';
import { codexStep } from './codex.step.js';
import { deliverStep } from './deliver.step.js';
import { eslintStep } from './eslint.step.js';
import { evidenceStep } from './evidence.step.js';
import { findFrameStep } from './find-frame.step.js';
import { findRouteStep } from './find-route.step.js';
import { gateStep } from './gate.step.js';
import { promoteStep } from './promote.step.js';
import { readFileStep } from './read-file.step.js';
import { reproduceStep } from './reproduce.step.js';
import { requestPatchStep } from './request-patch.step.js';
import { runStep } from './run.step.js';
import type { StepDefinition } from './step.js';
import { targetStep } from './target.step.js';
import { watchStep } from './watch.step.js';
import { workspaceStep } from './workspace.step.js';

/** Every step type: one file and one line here. */
export const stepDefinitions: readonly StepDefinition[] = [
  applyPatchStep,
  baselineStep,
  codexStep,
  deliverStep,
  eslintStep,
  evidenceStep,
  findFrameStep,
  findRouteStep,
  gateStep,
  promoteStep,
  readFileStep,
  reproduceStep,
  requestPatchStep,
  runStep,
  targetStep,
  watchStep,
  workspaceStep,
];

export function findStep(id: string): StepDefinition | undefined {
  return stepDefinitions.find((definition) => definition.id === id);
}
