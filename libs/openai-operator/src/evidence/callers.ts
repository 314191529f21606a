import { isProtected } from '../workspace/protected-files.js';
import type { Collector } from './collector.js';

const SOURCE = /\.[cm]?[jt]sx?$/;
const MOST_PLACES = 6;
const MOST_FILES = 2_000;
const AROUND = 2;

/** Who calls the failing function: what it is given decides whether the caller or the function is wrong. */
export const callers: Collector = async ({ functions, file, files, read }) => {
  const name = functions[0]?.name ?? '';
  if (!/^[\w$]{2,}$/.test(name) || name === 'constructor') return [];
  const call = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}\\s*\\(`);
  const places: string[] = [];
  const others = files.filter((path) => path !== file && SOURCE.test(path) && !isProtected(path));
  for (const path of others.slice(0, MOST_FILES)) {
    if (places.length >= MOST_PLACES) break;
    const lines = (await read(path)).split('\n');
    const at = lines.findIndex(
      (line) => call.test(line) && !/^\s*(?:\/\/|\*|(?:async )?function)/.test(line),
    );
    if (at === -1) continue;
    const shown = lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).join('\n');
    places.push(`${path}:${String(at + 1)}\n${shown}`);
  }
  return places.length === 0 ? [] : [{ title: `calls of ${name}`, text: places.join('\n\n') }];
};
