import { parsePipeline } from '@app/openai-operator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutated } from './mutated.js';
import { target } from './target.js';

const shipped = readFileSync(join(import.meta.dirname, '../codex-pipeline.yaml'), 'utf8');
const short = `name: fix
tasks:
  - { id: read, uses: read-file, with: { path: '\${{ env.CODEX_TARGET_FILE_PATH }}' } }
  - { id: test, run: npm test, if: "\${{ steps.read.output != '' && !failure() }}" }
`;

/** A pipeline is right, or every problem has its place and words; it is never an error. */
export const pipelineTarget = target({
  name: 'pipeline',
  input: mutated([short, shipped.slice(0, 1_500)]),
  bear(text) {
    const result = parsePipeline(text);
    if (!result.ok && !result.problems.every((problem) => problem.length > 0))
      throw new Error('A problem without words.');
  },
});
