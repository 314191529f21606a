import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type RunContext, stop, type StepFailure } from '../steps/step.js';
import { stagingPath } from '../workspace/staging-path.js';
import type { FinishedPatch } from './delivery.js';
import { describePatch } from './describe-patch.js';
import { git, type GitAnswer } from './git.js';

export interface PatchCommit {
  readonly ok: true;
  readonly branch: string;
}

/** Ends the making of a commit; caught where it began. */
class GitRefusal extends Error {}

/**
 * Commits a patch on a new branch, on top of what is checked out, by an index of its own. The branch is
 * named by what it holds: the same patch again is the same branch.
 */
export async function commitPatch(
  patch: FinishedPatch,
  context: RunContext,
): Promise<PatchCommit | StepFailure> {
  const index = stagingPath(join(context.dataDir, 'repairs', 'staging'));
  try {
    return { ok: true, branch: await commit(patch, index, context) };
  } catch (error) {
    if (error instanceof GitRefusal) return stop('refused', error.message);
    throw error;
  } finally {
    rmSync(index, { force: true });
  }
}

async function commit(patch: FinishedPatch, index: string, context: RunContext): Promise<string> {
  const run = async (args: string[], why: string, input?: string): Promise<string> => {
    const environment = { GIT_INDEX_FILE: index, ...identity(context.delivery.author) };
    return orRefuse(await git(args, context, environment, input), why);
  };
  const prefix = await run(['rev-parse', '--show-prefix'], 'The project is no git repository');
  const head = await run(['rev-parse', 'HEAD'], 'The repository has no commit');
  const path = `${prefix}${patch.filePath}`;
  const mode = await checkedMode(patch, path, run);
  const blob = await run(['hash-object', '-w', '--stdin', '--path', path], 'git', patch.text);
  await run(['read-tree', head], 'git');
  await run(['update-index', '--add', '--cacheinfo', `${mode},${blob},${path}`], 'git');
  const tree = await run(['write-tree'], 'git');
  const { title, body } = await describePatch(patch, context);
  const message = `${title}\n\n${body}\n`;
  const made = await run(['commit-tree', tree, '-p', head, '-F', '-'], 'git', message);
  const branch = branchName(patch);
  const exists = await git(['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`], context);
  if (!exists.ok) await run(['update-ref', `refs/heads/${branch}`, made, '0'.repeat(40)], 'git');
  return branch;
}

type Run = (args: string[], why: string, input?: string) => Promise<string>;

/** A branch with the patch alone: what is not committed yet would ride along, or be lost. */
async function checkedMode({ filePath, base }: FinishedPatch, path: string, run: Run) {
  const entry = await run(['ls-tree', '--full-tree', 'HEAD', '--', path], 'git');
  const [, mode, committed] = /^(\d+) blob ([0-9a-f]+)\t/.exec(entry) ?? [];
  const there = await run(['hash-object', '--stdin', '--path', path], 'git', base);
  if (mode !== undefined && committed === there) return mode;
  throw new GitRefusal(
    `${filePath} has changes that are not committed. Commit them first, or use CODEX_DELIVERY=apply.`,
  );
}

function branchName({ filePath, text }: FinishedPatch): string {
  const slug = filePath
    .replace(/\.\w+$/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const hash = createHash('sha256').update(`${filePath}\n${text}`).digest('hex').slice(0, 10);
  return `autoheal/${slug.slice(-40)}-${hash}`;
}

function identity(author: string): Record<string, string> {
  const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(author) ?? [];
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
}

function orRefuse(answer: GitAnswer, why: string): string {
  if (answer.ok) return answer.text;
  throw new GitRefusal(`${why}: ${answer.message}`);
}
