import { packageRoot } from '@app/settings';
import { join } from 'node:path';

/** What a repair uses unless the settings name something else. */
export const shippedFiles = {
  operator: join(packageRoot, 'dist', 'apps', 'openai-operator', 'main.js'),
  pipeline: join(packageRoot, 'codex-pipeline.yaml'),
} as const;
