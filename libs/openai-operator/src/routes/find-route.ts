import type { ProcessRunner } from '@app/process-runner';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type ts from 'typescript';
import { isProtected } from '../workspace/protected-files.js';
import { listProjectFiles } from '../workspace/project-files.js';
import { routeFinders } from './registry.js';
import type { SourceText } from './route-finder.js';
import { type AskedRoute, fit, parseRoute } from './route-pattern.js';

const SOURCE = /\.[cm]?[jt]sx?$/;
const LARGEST_BYTES = 256 * 1024;
const METHOD_BONUS = 1;

/** The sources whose handlers fit a route best, relative to the project; none when nothing fits. */
export async function findRoute(
  route: string,
  projectRoot: string,
  processes: ProcessRunner,
): Promise<string[]> {
  const asked = parseRoute(route);
  if (route.trim() === '') return [];
  const typescript = (await import('typescript')).default;
  const scores = new Map<string, number>();
  for (const path of await listProjectFiles(projectRoot, processes)) {
    if (!SOURCE.test(path) || isProtected(path)) continue;
    const source = await read(projectRoot, path, typescript);
    const score = source ? scoreOf(source, asked, typescript) : 0;
    if (score > 0) scores.set(path, score);
  }
  const best = Math.max(...scores.values());
  return [...scores].filter(([, score]) => score === best).map(([path]) => path);
}

async function read(
  projectRoot: string,
  path: string,
  typescript: typeof ts,
): Promise<SourceText | undefined> {
  const absolute = join(projectRoot, path);
  if ((await stat(absolute)).size > LARGEST_BYTES) return undefined;
  const text = await readFile(absolute, 'utf8');
  const tree = () => typescript.createSourceFile(path, text, typescript.ScriptTarget.Latest, true);
  return { path, text, tree };
}

function scoreOf(source: SourceText, asked: AskedRoute, typescript: typeof ts): number {
  const scores = routeFinders
    .flatMap((finder) => finder.routesIn(source, typescript))
    .filter(({ method }) => accepts(method, asked.method))
    .map(({ method, segments }) => {
      const score = fit(segments, asked.segments);
      return score === 0 ? 0 : score + (method === asked.method ? METHOD_BONUS : 0);
    });
  return Math.max(0, ...scores);
}

function accepts(declared: string, asked: string | undefined): boolean {
  return asked === undefined || declared === 'all' || declared === asked;
}
