import { newId } from '@app/event-bus';
import {
  detectIsolation,
  newRunState,
  type Pipeline,
  type RunContext,
  runPipeline,
  visibleVariables,
} from '@app/openai-operator';
import { ExecaProcessRunner } from '@app/process-runner';
import { realpathSync } from 'node:fs';
import { endSignal } from './end-signal.js';
import { exitCodes } from './exit-codes.js';
import { patchModel } from './patch-model.js';
import { type Ending, presentable, writeWhole } from './presentable-ending.js';
import { type OperatorServices, operatorServices } from './operator-services.js';
import { noLedger, openLedger, type RepairLedger } from './repair-ledger.js';
import { traceFile } from './trace-file.js';

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
  const { environment, platform, redactor, budget, fixWatch } = services;
  const repairId = environment['AUTOHEAL_REPAIR_ID'] ?? newId(Date.now());
  const owner = { repairId, incidentId: environment['AUTOHEAL_INCIDENT_ID'] ?? null };
  const ledger = flags.dryRun ? noLedger : await openLedger(platform, owner, budget, fixWatch);
  const trace = flags.trace === undefined ? undefined : traceFile(flags.trace, redactor);
  const ending = await repair(pipeline, services, ledger, flags.dryRun, trace?.add);
  await trace?.close();
  await ledger.close();
  const shown = await presentable(ending, redactor);
  if (flags.result !== undefined) writeWhole(flags.result, JSON.stringify(shown));
  process.stdout.write(`${shown.outcome}: ${shown.message}\n${shown.diff}`);
  return exitCodeOf(ending, flags);
}

async function repair(
  pipeline: Pipeline,
  services: OperatorServices,
  ledger: RepairLedger,
  dryRun: boolean,
  trace: RunContext['trace'] = () => undefined,
): Promise<Ending> {
  if (!ledger.timeIsOver) return outOfTime('refused');
  const processes = new ExecaProcessRunner();
  const isolation = await detectIsolation(services.operator.isolation, processes);
  const tooLong = AbortSignal.timeout(services.operator.timeoutMs);
  const context: RunContext = {
    ...bindings(services),
    ...{ processes, isolation, dryRun, trace },
    budget: ledger.budget,
    fixes: ledger.fixes,
    signal: AbortSignal.any([endSignal(), ledger.timeIsOver, tooLong]),
  };
  const ended = await runPipeline(pipeline, context);
  const { diff, exchanges, attempts } = context.state;
  const record = { diff, exchanges, attempts, cost: await ledger.cost() };
  if (ended.outcome !== 'cancelled') return { ...ended, ...record };
  const late = ledger.timeIsOver.aborted ? outOfTime('cancelled') : undefined;
  const long = tooLong.aborted ? tookTooLong(services.operator.timeoutMs) : undefined;
  return { ...(late ?? long ?? ended), ...record };
}

/** What a run needs and no flag changes. */
function bindings(services: OperatorServices) {
  const { environment, platform, model, ai, operator, redactor, delivery } = services;
  return {
    projectRoot: realpathSync(platform.projectRoot),
    dataDir: platform.dataDir,
    env: Object.fromEntries(visibleVariables.map((name) => [name, environment[name] ?? ''])),
    secret: (name: string) => environment[name],
    model: patchModel(model, ai.model),
    delivery,
    codexProgram: operator.codexProgram,
    templates: operator.templates,
    redact: (text: string) => redactor.redact(text),
    allowedFiles: new Set(operator.patchableFiles),
    say: (text: string) => process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
    state: newRunState(),
  };
}

function outOfTime(outcome: 'refused' | 'cancelled'): Ending {
  const message =
    'The time for all code fixes of this day is over. Raise CODEX_MAX_MINUTES_PER_DAY to allow more.';
  return { outcome, message, diff: '', exchanges: [] };
}

function tookTooLong(ms: number): Ending {
  const message = `The repair took longer than ${String(ms / 1_000)} s and was stopped. Make the tests faster, or raise CODEX_JOB_TIMEOUT_MS.`;
  return { outcome: 'failed', message, diff: '', exchanges: [] };
}

function exitCodeOf({ outcome }: Ending, { dryRun }: RunFlags): number {
  if (outcome === 'kept' || outcome === 'proposed' || (dryRun && outcome === 'rejected'))
    return exitCodes.kept;
  return outcome === 'refused' ? exitCodes.refused : exitCodes.failed;
}
