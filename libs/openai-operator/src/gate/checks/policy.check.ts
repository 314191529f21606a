import { checkPatch, type Finding } from '@app/code-repair';
import { extname } from 'node:path';
import { CODE_EXTENSIONS } from './code-extensions.js';
import type { GateCheck } from './gate-check.js';

const MOST_SHOWN = 5;

/** A patch may bring no power that the file had not, take no error handling away, and hide nothing. */
export const policyCheck: GateCheck = {
  id: 'policy',
  async check(files) {
    const code = files.filter(({ path }) => CODE_EXTENSIONS.has(extname(path)));
    const found = await Promise.all(
      code.map(async (file) =>
        (await checkPatch(file)).slice(0, MOST_SHOWN).map((finding) => inWords(file.path, finding)),
      ),
    );
    const problems = found.flat();
    return problems.length === 0
      ? undefined
      : `The policy for patches forbids this one: ${problems.join('; ')}.`;
  },
};

function inWords(path: string, { rule, message, line }: Finding): string {
  const place = line === 0 ? path : `${path}:${String(line)}`;
  return `${place} ${message} (${rule})`;
}
