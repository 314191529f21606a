import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { z } from 'zod';
import { runConfined } from '../../isolation/run-confined.js';
import type { RunContext } from '../../steps/step.js';
import { CODE_EXTENSIONS } from './code-extensions.js';
import { moreThanBefore } from './more-than-before.js';
import type { GateCheck } from './gate-check.js';

const PROGRAM = 'node_modules/.bin/eslint';
const TIMEOUT_MS = 120_000;
const OUTPUT_CHARS = 4 * 1024 * 1024;
const ERROR = 2;

const reportSchema = z.array(
  z.object({
    messages: z.array(
      z.object({
        line: z.number().optional(),
        ruleId: z.string().nullable(),
        message: z.string(),
        severity: z.number(),
      }),
    ),
  }),
);

/** The project's own ESLint, where it has one, may find no error that was not there before. */
export const lintCheck: GateCheck = {
  id: 'lint',
  async check(files, context) {
    if (!existsSync(context.state.workspace?.path(PROGRAM) ?? PROGRAM)) return undefined;
    for (const { path, before, after } of files) {
      if (!CODE_EXTENSIONS.has(extname(path))) continue;
      const [was, is] = [await lint(path, before, context), await lint(path, after, context)];
      if (!was || !is) continue;
      const [worse] = moreThanBefore(was, is, ({ rule }) => rule);
      if (worse) return `ESLint finds more with the patch: ${path}:${worse.said}`;
    }
    return undefined;
  },
};

/** @returns undefined where ESLint could not do its work */
async function lint(path: string, text: string, context: RunContext) {
  const folder = context.state.workspace?.folder ?? context.projectRoot;
  const args = ['--stdin', '--stdin-filename', path, '--format', 'json'];
  const run = await runConfined(
    { file: `${folder}/${PROGRAM}`, args },
    {
      folder,
      input: text,
      level: context.isolation.strongest,
      timeoutMs: TIMEOUT_MS,
      maxOutputChars: OUTPUT_CHARS,
      quiet: true,
    },
    context,
  );
  return parse(run.stdout)
    ?.flatMap(({ messages }) => messages)
    .filter(({ severity }) => severity === ERROR)
    .map(({ ruleId, line = 0, message }) => ({
      rule: ruleId ?? message,
      said: `${String(line)}: ${message} (${ruleId ?? 'fatal'})`,
    }));
}

function parse(text: string): z.output<typeof reportSchema> | undefined {
  try {
    return reportSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
