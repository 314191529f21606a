import { platformSettings, readSettings } from '@app/settings';
import { detectionSettings, parsePatternConfig } from '@app/detection';
import { patternFile } from '@app/pattern-file';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutated } from './mutated.js';
import { target } from './target.js';

const ROOT = join(import.meta.dirname, '..');
const files = [
  ...readdirSync(join(ROOT, 'examples')).map((name) => join(ROOT, 'examples', name)),
  ...readdirSync(join(ROOT, 'patterns'), { recursive: true, encoding: 'utf8' }).map((name) =>
    join(ROOT, 'patterns', name),
  ),
].filter((path) => path.endsWith('.yaml'));
const samples = files.map((path) => readFileSync(path, 'utf8').slice(0, 1_500));
const definitions = [platformSettings, detectionSettings];
const { schema, defaults } = patternFile(readSettings(definitions, {}));

/** A pattern file is right, or every problem has words; it is never an error. */
export const configTarget = target({
  name: 'config',
  input: mutated(samples),
  bear(text) {
    const result = parsePatternConfig(text, schema, defaults);
    if (!result.ok && !result.problems.every(({ message }) => message.length > 0))
      throw new Error('A problem without words.');
  },
});
