import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A test command with what stands behind it. */
export interface TestCommand {
  /** As it was given: shell text. */
  readonly shell: string;
  /** The text that runs in the end: the script of the manifest behind `npm test`, else the command itself. */
  readonly script: string;
  /** What has to stand before further arguments so that they reach the script. */
  readonly separator: '' | ' --';
}

export type ResolvedCommand =
  | { readonly ok: true; readonly command: TestCommand }
  | { readonly ok: false; readonly message: string };

const BY_MANAGER = /^\s*(npm|pnpm|yarn|bun)\s+(?:run(?:-script)?\s+)?([\w:.-]+)\s*$/;
const NO_TESTS = /no test specified/i;
const manifestSchema = z.object({ scripts: z.record(z.string(), z.string()).default({}) });

/** Finds out what a test command runs; refuses the one that npm writes where there are no tests. */
export async function resolveTestCommand(shell: string, folder: string): Promise<ResolvedCommand> {
  const [, manager, name = ''] = BY_MANAGER.exec(shell) ?? [];
  if (manager === undefined) return { ok: true, command: { shell, script: shell, separator: '' } };
  const script = (await scriptsOf(folder))[name === 't' ? 'test' : name];
  if (script === undefined || NO_TESTS.test(script)) {
    return {
      ok: false,
      message: `The project has no tests by "${shell}": without them no patch is kept. Set CODEX_TEST_COMMAND to the command that tests it.`,
    };
  }
  return { ok: true, command: { shell, script, separator: manager === 'npm' ? ' --' : '' } };
}

async function scriptsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  try {
    const text = await readFile(join(folder, 'package.json'), 'utf8');
    return manifestSchema.parse(JSON.parse(text)).scripts;
  } catch {
    return {};
  }
}

/** The command with further arguments for the program that it runs last. */
export function withArguments({ shell, separator }: TestCommand, args: readonly string[]): string {
  return `${shell}${separator} ${args.map(quoted).join(' ')}`;
}

/** Whether a program is what the script runs last, so that further arguments reach it. */
export function endsWith({ script }: TestCommand, program: string): boolean {
  const last = script.split(/&&|\|\||;|\n/).at(-1) ?? '';
  return (
    !last.includes('|') && new RegExp(`(?:^|[\\s/])${program}(?:\\.[cm]?js)?(?:\\s|$)`).test(last)
  );
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
