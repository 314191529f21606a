import { parsePipeline } from '@app/openai-operator';
import { packageVersion } from '@app/settings';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exitCodes } from './exit-codes.js';
import { runRepair } from './run-repair.js';

const USAGE = `Usage: openai-operator run PIPELINE [--result FILE]
       openai-operator validate PIPELINE
       openai-operator --version

Repairs the file that CODEX_TARGET_FILE_PATH names, with CODEX_ERROR_LOG_SNIPPET as context, by the tasks
of the pipeline. Without a file, ESLint finds the failing code. The project changes only when the gate
passes. --result writes the ending as JSON.

Exit codes: 0 kept, 1 rejected or failed, 2 usage, 3 bad pipeline, 4 refused.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const [verb, path] = positionals;
  if (values.version) return say(packageVersion);
  if (values.help) return say(USAGE);
  if (path === undefined || (verb !== 'run' && verb !== 'validate'))
    return complain(USAGE, exitCodes.usage);
  const loaded = load(path);
  if (!loaded.ok)
    return complain(
      loaded.problems.map((problem) => `${path}:${problem}`).join('\n'),
      exitCodes.badPipeline,
    );
  if (verb === 'validate')
    return say(`${path} is valid: ${String(loaded.pipeline.tasks.length)} task(s).`);
  return runRepair(loaded.pipeline, values.result);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        result: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return { values: { help: false, version: false, result: undefined }, positionals: [] };
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
