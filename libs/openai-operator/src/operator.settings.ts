import { defineSettings, integer, list } from '@app/settings';
import { z } from 'zod';
import { jobTimeoutVariable } from './job-timeout-variable.js';
import { templateRepairVariable } from './template-repair-variable.js';

const MEGABYTE = 1024 * 1024;

/** What a run of the operator may do. */
export const operatorSettings = defineSettings(
  'operator',
  z.object({
    CODEX_PATCHABLE_FILES: list().default([]).meta({
      description:
        'Protected files (tests, manifests, configuration) that a patch may change all the same: paths from the project root, comma-separated.',
    }),
    CODEX_CLI: z.string().optional().meta({
      description:
        'The Codex program on this machine, for instance codex: it proposes patches too. It reads the sources by itself.',
    }),
    CODEX_TEMPLATE_REPAIR: templateRepairVariable,
    CODEX_JOB_TIMEOUT_MS: jobTimeoutVariable,
    CODEX_ISOLATION: z.enum(['auto', 'off', 'required']).default('auto').meta({
      description:
        'Whether tests of a patch run without network and with nothing writable but their copy: auto, as far as the system lets us; required, or not at all; off.',
    }),
    CODEX_TEST_MEMORY_MB: integer({ min: 64, max: 1_048_576 })
      .default(4_096)
      .meta({ description: 'How much data a process of a confined test may hold, in megabytes.' }),
  }),
  (env) => ({
    patchableFiles: env.CODEX_PATCHABLE_FILES,
    timeoutMs: env.CODEX_JOB_TIMEOUT_MS,
    codexProgram: env.CODEX_CLI,
    templates: env.CODEX_TEMPLATE_REPAIR === 'on',
    isolation: { mode: env.CODEX_ISOLATION, memoryBytes: env.CODEX_TEST_MEMORY_MB * MEGABYTE },
  }),
);

export type OperatorSettings = ReturnType<typeof operatorSettings.resolve>;
