import { posix } from 'node:path';
import type { Collector } from './collector.js';

const TEST =
  /(?:[._-](?:test|spec)s?\.[cm]?[jt]sx?$)|(?:(?:^|\/)(?:tests?|__tests__|spec|e2e)\/.*\.[cm]?[jt]sx?$)/i;
const MOST_FILES = 2;
const MOST_READ = 500;

/** The tests nearest to the file: those that name it, best those that also name the failing function. */
export const nearestTests: Collector = async ({ file, files, functions, read }) => {
  const stem = posix.basename(file).replace(/\.[^.]+$/, '');
  const name = functions[0]?.name ?? '';
  const scored = [];
  for (const path of files.filter((it) => TEST.test(it)).slice(0, MOST_READ)) {
    const text = await read(path);
    const named =
      text.includes(`/${stem}'`) || text.includes(`/${stem}.`) || text.includes(`/${stem}"`);
    const sameName = posix.basename(path).startsWith(`${stem}.`);
    const uses = name !== '' && text.includes(name);
    const score = (named ? 2 : 0) + (sameName ? 2 : 0) + (uses ? 1 : 0);
    if (named || sameName) scored.push({ path, text, score });
  }
  return scored
    .sort((a, b) => b.score - a.score || a.text.length - b.text.length)
    .slice(0, MOST_FILES)
    .map(({ path, text }) => ({ title: `test (not to be changed): ${path}`, text }));
};
