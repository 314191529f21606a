import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { runConfined } from '../../isolation/run-confined.js';
import type { RunContext, RunState, TypeErrorFound } from '../../steps/step.js';
import type { Workspace } from '../../workspace/workspace.js';
import { TYPESCRIPT_EXTENSIONS } from './code-extensions.js';
import { moreThanBefore } from './more-than-before.js';
import type { GateCheck } from './gate-check.js';

const PROGRAM = 'node_modules/.bin/tsc';
const CONFIG = 'tsconfig.json';
const ARGS = ['--noEmit', '--pretty', 'false', '--incremental', 'false', '--composite', 'false'];
const TIMEOUT_MS = 300_000;
const OUTPUT_CHARS = 4 * 1024 * 1024;
const ERROR_LINE = /^(.+)\((\d+),\d+\): error (TS\d+): (.*)$/gm;

/** The project's own compiler, where it has one, may find no error that was not there before. */
export const typesCheck: GateCheck = {
  id: 'types',
  async check(files, context) {
    const { state } = context;
    const { workspace, pristine } = state;
    if (!workspace || !pristine || !applies(workspace)) return undefined;
    if (!files.some(({ path }) => TYPESCRIPT_EXTENSIONS.has(extname(path)))) return undefined;
    const before = await errorsBefore(pristine, state, context);
    const after = await errorsIn(workspace, context);
    if (!before || !after) return undefined;
    const [worse] = moreThanBefore(
      before,
      after,
      ({ file, code, text }) => `${file}${code}${text}`,
    );
    return (
      worse &&
      `The compiler finds more with the patch: ${worse.file}:${worse.line} ${worse.code} ${worse.text}`
    );
  },
};

function applies(workspace: Workspace): boolean {
  return existsSync(workspace.path(PROGRAM)) && workspace.has(CONFIG);
}

/** The same for every candidate of a run. */
async function errorsBefore(pristine: Workspace, state: RunState, context: RunContext) {
  if (state.typeErrors) return state.typeErrors;
  const copy = pristine.clone();
  const errors = await errorsIn(copy, context);
  copy.remove();
  if (errors) state.typeErrors = errors;
  return errors;
}

/** @returns undefined where the compiler could not do its work */
async function errorsIn(
  { folder }: Workspace,
  context: RunContext,
): Promise<TypeErrorFound[] | undefined> {
  const run = await runConfined(
    { file: `${folder}/${PROGRAM}`, args: [...ARGS, '-p', CONFIG] },
    {
      folder,
      level: context.isolation.strongest,
      timeoutMs: TIMEOUT_MS,
      maxOutputChars: OUTPUT_CHARS,
      quiet: true,
    },
    context,
  );
  if (run.outcome !== 'exited') return undefined;
  return [...run.stdout.matchAll(ERROR_LINE)].map(
    ([, file = '', line = '', code = '', text = '']) => ({ file, line, code, text }),
  );
}
