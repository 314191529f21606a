import { parsePipeline, repairJobsSettings, type RepairJobsSettings } from '@app/openai-operator';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of the pipeline file that is named, else of the project's own; the one that comes with this package is sound. */
export function checkPipeline(settings: ReadonlyMap<string, unknown>): string[] {
  const { projectRoot } = settings.get(platformSettings.token) as PlatformSettings;
  const { pipelinePath } = settings.get(repairJobsSettings.token) as RepairJobsSettings;
  const path = pipelinePath ?? join(projectRoot, 'codex-pipeline.yaml');
  if (pipelinePath === undefined && !existsSync(path)) return [];
  try {
    const result = parsePipeline(readFileSync(path, 'utf8'));
    return result.ok ? [] : result.problems.map((problem) => `${path}:${problem}`);
  } catch (error) {
    return [`The pipeline file ${path} cannot be read: ${(error as Error).message}`];
  }
}
