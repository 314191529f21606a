import { childEnvironment } from '@app/process-runner';
import type { Collector } from './collector.js';

const MOST_COMMITS = '3';
const LIMIT_MS = 20_000;
const MAX_CHARS = 8_000;

/** The latest commits that touched the failing function, or the file where no function is known. */
export const commits: Collector = async ({ projectRoot, file, functions, processes, signal }) => {
  const [around] = functions;
  const place = around
    ? [`-L${String(around.startLine)},${String(around.endLine)}:${file}`]
    : ['--patch', '--', file];
  const result = await processes.run(
    {
      file: 'git',
      args: [
        '--literal-pathspecs',
        '--no-pager',
        'log',
        '--no-color',
        '--no-ext-diff',
        '--no-textconv',
        `--max-count=${MOST_COMMITS}`,
        '--date=short',
        '--format=commit %h of %ad: %s',
        ...place,
      ],
    },
    {
      cwd: projectRoot,
      env: childEnvironment({ GIT_OPTIONAL_LOCKS: '0' }),
      timeoutMs: LIMIT_MS,
      maxOutputChars: MAX_CHARS,
      signal,
    },
  );
  const known = result.outcome === 'exited' && result.exitCode === 0 && result.stdout.trim() !== '';
  return known ? [{ title: 'latest commits that touched it', text: result.stdout }] : [];
};
