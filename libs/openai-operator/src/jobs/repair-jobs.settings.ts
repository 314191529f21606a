import { defineSettings, integer } from '@app/settings';
import { resolve } from 'node:path';
import { z } from 'zod';
import { jobTimeoutVariable } from '../job-timeout-variable.js';
import { templateRepairVariable } from '../template-repair-variable.js';

const DAY_MS = 24 * 3_600_000;

/** How the API runs repairs. */
export const repairJobsSettings = defineSettings(
  'repair-jobs',
  z.object({
    OPENAI_API_KEY: z.string().optional().meta({
      description: 'Key of the model. Without it only templates and Codex propose patches.',
      secret: true,
    }),
    CODEX_CLI: z.string().optional(),
    CODEX_TEMPLATE_REPAIR: templateRepairVariable,
    CODEX_PIPELINE: z.string().optional().meta({
      description:
        'Pipeline file of a repair. Default: codex-pipeline.yaml in the project root, else the one that comes with this package.',
    }),
    CODEX_OPERATOR_BIN: z.string().optional().meta({
      description:
        'The openai-operator program, a Node.js script. Default: the one that comes with this package.',
    }),
    CODEX_JOB_TIMEOUT_MS: jobTimeoutVariable,
    CODEX_PARALLEL_JOBS: integer({ min: 1, max: 64 }).default(2).meta({
      description: 'How many repairs run at a time; never two of the same file.',
    }),
    CODEX_KEEP_DAYS: integer({ min: 1, max: 36_500 }).default(90).meta({
      description: 'How long a repair is kept with every prompt, answer, patch and gate result.',
    }),
    CODEX_QUEUE_LIMIT: integer({ min: 1, max: 1_000 })
      .default(20)
      .meta({ description: 'How many repairs may wait or run; more are refused with 429.' }),
  }),
  (env) => ({
    /** Whether anybody would propose patches. */
    sourceConfigured:
      env.OPENAI_API_KEY !== undefined ||
      env.CODEX_CLI !== undefined ||
      env.CODEX_TEMPLATE_REPAIR === 'on',
    pipelinePath: absolute(env.CODEX_PIPELINE),
    operatorPath: absolute(env.CODEX_OPERATOR_BIN),
    timeoutMs: env.CODEX_JOB_TIMEOUT_MS,
    parallelJobs: env.CODEX_PARALLEL_JOBS,
    keepMs: env.CODEX_KEEP_DAYS * DAY_MS,
    queueLimit: env.CODEX_QUEUE_LIMIT,
  }),
);

export type RepairJobsSettings = ReturnType<typeof repairJobsSettings.resolve>;

function absolute(path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(path);
}
