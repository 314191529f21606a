import { aiSettings, type AiSettings, OpenAiModelClient } from '@app/ai';
import type { ModelExchange, RepairFinished } from '@app/contracts';
import { type Pipeline, type RunContext, runPipeline } from '@app/openai-operator';
import { ExecaProcessRunner } from '@app/process-runner';
import { type Redactor, SecretRedactor } from '@app/redaction';
import {
  loadEnvironment,
  platformSettings,
  type PlatformSettings,
  readSettings,
  secretValues,
} from '@app/settings';
import { realpathSync, renameSync, writeFileSync } from 'node:fs';
import { exitCodes } from './exit-codes.js';
import { patchModel } from './patch-model.js';

/** What the tasks of a pipeline may see of the environment. */
const VISIBLE = [
  'CODEX_TARGET_FILE_PATH',
  'CODEX_TARGET_ROUTE',
  'CODEX_ERROR_LOG_SNIPPET',
  'CODEX_TEST_COMMAND',
  'CODEX_DEPLOY_COMMAND',
  'PM2_HOME',
];
const PARENT_CHECK_MS = 1_000;
const definitions = [platformSettings, aiSettings];

type Ending = Pick<RepairFinished, 'outcome' | 'message' | 'diff' | 'exchanges'>;

/** Runs one repair to its end; returns the exit code. */
export async function runRepair(
  pipeline: Pipeline,
  resultPath: string | undefined,
): Promise<number> {
  const environment = loadEnvironment(process.cwd());
  const settings = readSettings(definitions, environment);
  const redactor = new SecretRedactor(secretValues(definitions, environment));
  const model = new OpenAiModelClient(settings.get(aiSettings.token) as AiSettings, redactor);
  const { projectRoot } = settings.get(platformSettings.token) as PlatformSettings;
  const context: RunContext = {
    projectRoot: realpathSync(projectRoot),
    env: Object.fromEntries(VISIBLE.map((name) => [name, environment[name] ?? ''])),
    signal: endSignal(),
    processes: new ExecaProcessRunner(),
    model: patchModel(model),
    exchanges: [],
    diff: '',
    promoted: false,
    say: (text) => process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
  };
  const { outcome, message } = await runPipeline(pipeline, context);
  const ending = await presentable(
    { outcome, message, diff: context.diff, exchanges: context.exchanges },
    redactor,
  );
  if (resultPath !== undefined) writeWhole(resultPath, JSON.stringify(ending));
  process.stdout.write(`${ending.outcome}: ${ending.message}\n${ending.diff}`);
  if (outcome === 'kept') return exitCodes.kept;
  return outcome === 'refused' ? exitCodes.refused : exitCodes.failed;
}

/** Aborts on a signal, and when whoever started this run is gone: an orphan must not patch anything. */
function endSignal(): AbortSignal {
  const controller = new AbortController();
  const end = (): void => {
    controller.abort();
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, PARENT_CHECK_MS).unref();
  return controller.signal;
}

async function presentable(
  { outcome, message, diff, exchanges }: Ending,
  redactor: Redactor,
): Promise<Ending> {
  const shown = async (exchange: ModelExchange): Promise<ModelExchange> => ({
    ...exchange,
    prompt: await redactor.redact(exchange.prompt),
    answer: await redactor.redact(exchange.answer),
  });
  return {
    outcome,
    message: await redactor.redact(message),
    diff: await redactor.redact(diff),
    exchanges: await Promise.all(exchanges.map(shown)),
  };
}

/** By rename, so that a reader never sees half of it. */
function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${String(process.pid)}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}
