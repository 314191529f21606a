import { defineSettings, list } from '@app/settings';
import { z } from 'zod';

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
  }),
  (env) => ({ patchableFiles: env.CODEX_PATCHABLE_FILES, codexProgram: env.CODEX_CLI }),
);

export type OperatorSettings = ReturnType<typeof operatorSettings.resolve>;
