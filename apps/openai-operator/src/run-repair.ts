import {
  detectIsolation,
  newRunState,
  type Pipeline,
  type RunContext,
  runPipeline,
} from '@app/openai-operator';
import { ExecaProcessRunner } from '@app/process-runner';
import { realpathSync } from 'node:fs';
import { endSignal } from './end-signal.js';
import { exitCodes } from './exit-codes.js';
import { patchModel } from './patch-model.js';
import { presentable, writeWhole } from './presentable-ending.js';
import { type OperatorServices, operatorServices } from './operator-services.js';
import { traceFile } from './trace-file.js';

/** What the tasks of a pipeline may see of the environment. */
const VISIBLE = [
  'CODEX_TARGET_FILE_PATH',
  'CODEX_TARGET_ROUTE',
  'CODEX_ERROR_LOG_SNIPPET',
  'CODEX_TEST_COMMAND',
  'CODEX_DEPLOY_COMMAND',
  'PM2_HOME',
];

export interface RunFlags {
  /** Where the ending goes as JSON. */
  readonly result: string | undefined;
  /** Where each task leaves its lines as JSON. */
  readonly trace: string | undefined;
  readonly dryRun: boolean;
}

/** Runs one repair to its end; returns the exit code. */
export async function runRepair(pipeline: Pipeline, flags: RunFlags): Promise<number> {
  const services = operatorServices(process.cwd());
  const trace = flags.trace === undefined ? undefined : traceFile(flags.trace, services.redactor);
  const processes = new ExecaProcessRunner();
  const isolation = await detectIsolation(services.operator.isolation, processes);
  const context = contextOf(services, { processes, isolation }, flags.dryRun, trace?.add);
  const { outcome, message } = await runPipeline(pipeline, context);
  const { diff, exchanges } = context.state;
  const ending = await presentable({ outcome, message, diff, exchanges }, services.redactor);
  await trace?.close();
  if (flags.result !== undefined) writeWhole(flags.result, JSON.stringify(ending));
  process.stdout.write(`${ending.outcome}: ${ending.message}\n${ending.diff}`);
  if (outcome === 'kept' || (flags.dryRun && outcome === 'rejected')) return exitCodes.kept;
  return outcome === 'refused' ? exitCodes.refused : exitCodes.failed;
}

function contextOf(
  { environment, platform, model, operator, redactor }: OperatorServices,
  machine: Pick<RunContext, 'processes' | 'isolation'>,
  dryRun: boolean,
  trace: RunContext['trace'] = () => undefined,
): RunContext {
  return {
    projectRoot: realpathSync(platform.projectRoot),
    dataDir: platform.dataDir,
    env: Object.fromEntries(VISIBLE.map((name) => [name, environment[name] ?? ''])),
    secret: (name) => environment[name],
    signal: endSignal(),
    ...machine,
    model: patchModel(model),
    codexProgram: operator.codexProgram,
    templates: operator.templates,
    redact: (text) => redactor.redact(text),
    allowedFiles: new Set(operator.patchableFiles),
    dryRun,
    say: (text) => process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
    trace,
    state: newRunState(),
  };
}
