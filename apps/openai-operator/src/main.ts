import { parsePipeline } from '@app/openai-operator';
import { packageVersion, SettingsError } from '@app/settings';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exitCodes } from './exit-codes.js';
import { runRepair } from './run-repair.js';

const USAGE = `Usage: openai-operator run PIPELINE [--dry-run] [--result FILE] [--trace FILE]
       openai-operator validate PIPELINE
       openai-operator --version

Repairs the file that CODEX_TARGET_FILE_PATH names (or the handler of CODEX_TARGET_ROUTE), with
CODEX_ERROR_LOG_SNIPPET as context, by the tasks of the pipeline. Without either, ESLint finds the
failing code. The project changes only when the gate passes.

  --dry-run      say what would be done; change nothing and ask no model
  --result FILE  write the ending as JSON
  --trace FILE   write what each task did as JSON lines

Exit codes: 0 kept, 1 rejected or failed, 2 usage, 3 bad pipeline or settings, 4 refused.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readArguments();
  if (typeof options === 'string') return complain(`${options}\n\n${USAGE}`, exitCodes.usage);
  const { values, positionals } = options;
  if (values.version) return say(packageVersion);
  if (values.help) return say(USAGE);
  const [verb, path, ...more] = positionals;
  if (path === undefined || more.length > 0 || (verb !== 'run' && verb !== 'validate'))
    return complain(USAGE, exitCodes.usage);
  const loaded = load(path);
  if (!loaded.ok)
    return complain(
      loaded.problems.map((problem) => `${path}:${problem}`).join('\n'),
      exitCodes.badPipeline,
    );
  if (verb === 'validate')
    return say(`${path} is valid: ${String(loaded.pipeline.tasks.length)} task(s).`);
  try {
    const { result, trace, 'dry-run': dryRun } = values;
    return await runRepair(loaded.pipeline, { result, trace, dryRun });
  } catch (error) {
    if (error instanceof SettingsError) return complain(error.message, exitCodes.badPipeline);
    throw error;
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        result: { type: 'string' },
        trace: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return (error as Error).message;
  }
}

function load(path: string): ReturnType<typeof parsePipeline> {
  try {
    return parsePipeline(readFileSync(path, 'utf8'));
  } catch (error) {
    return { ok: false, problems: [` cannot be read: ${(error as Error).message}`] };
  }
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return exitCodes.kept;
}

function complain(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}
