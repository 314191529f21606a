import type { ModelExchange, RepairAttempt } from '@app/contracts';
import type { ProcessRunner } from '@app/process-runner';
import type { z } from 'zod';
import type { Budget } from '../budget/budget.js';
import type { DeliverySettings } from '../delivery/delivery.settings.js';
import type { FixRecorder } from '../fixes/fix-recorder.js';
import type { Isolation, IsolationLevel } from '../isolation/isolation.js';
import type { PatchModel } from '../patch-model.js';
import type { TraceEntry } from '../runner/trace.js';
import type { Attempt } from '../runner/attempt.js';
import type { TestCommand } from '../gate/test-command.js';
import type { PassedGate } from '../gate/compare-reports.js';
import type { TestReport } from '../gate/test-report.js';
import type { ErrorSignature } from '../reproduction/error-signature.js';
import type { Workspace } from '../workspace/workspace.js';

/** What the tasks of one run share. */
export interface RunContext {
  /** Absolute and real: no part of it is a link. */
  readonly projectRoot: string;
  /** Where the operator may keep its own files; made when needed. */
  readonly dataDir: string;
  /** The values that expressions see, and the environment of `run`; never a key. */
  readonly env: Readonly<Record<string, string>>;
  /** A variable of the operator that a task lists by name; undefined where it is not set. */
  readonly secret: (name: string) => string | undefined;
  readonly signal: AbortSignal;
  readonly processes: ProcessRunner;
  readonly model: PatchModel;
  /** What this fix may still spend. */
  readonly budget: Budget;
  /** Keeps the patches that were put into the project. */
  readonly fixes: FixRecorder;
  /** Where a patch goes. */
  readonly delivery: DeliverySettings;
  /** Codex on this machine; undefined where it shall not be asked. */
  readonly codexProgram: string | undefined;
  /** Whether rules may write patches, which need no model. */
  readonly templates: boolean;
  /** Takes secrets out of a text that leaves for somebody else. */
  readonly redact: (text: string) => Promise<string>;
  /** How far code of a patch can be kept from this machine. */
  readonly isolation: Isolation;
  /** Protected files that may be patched all the same, by their path from the root. */
  readonly allowedFiles: ReadonlySet<string>;
  /** Says what would be done and does only what changes and costs nothing. */
  readonly dryRun: boolean;
  /** Progress for people. */
  readonly say: (text: string) => void;
  /** Progress for programs. */
  readonly trace: (entry: TraceEntry) => void;
  readonly state: RunState;
}

/** What the tasks of one run leave for those after them. */
export interface RunState {
  /** The project as it was when the run began: nothing is ever changed in it. Set by the workspace step. */
  pristine?: Workspace;
  /** Where the patch is tried; set by the workspace step, and anew for each attempt of a search. */
  workspace?: Workspace;
  /** What the patch changes: the new content by the path from the root. */
  patched: ReadonlyMap<string, string>;
  /** The tests before any patch; set by the baseline step. */
  baseline?: Baseline;
  /** What the compiler finds without any patch; set when it was first asked. */
  typeErrors?: readonly TypeErrorFound[];
  /** A script that shows the error; set by the reproduce step where it found one. */
  reproduction?: Reproduction;
  /** What the gate said last of a patch that passed. */
  verdict?: PassedGate;
  /** Set while a search tries a candidate. */
  attempt?: Attempt;
  /** Candidate sources that have nothing to give in this run, and why. */
  readonly spent: Map<string, StepFailure>;
  /** Patched files that were not taken, by their whole text, and why. */
  readonly rejected: Map<string, string>;
  /** Every patch that a search tried. */
  readonly attempts: RepairAttempt[];
  /** What was said to and by the model. */
  readonly exchanges: ModelExchange[];
  /** Unified diff of what the run changes; empty before there is a patch. */
  diff: string;
  /** Whether the live tree has the change. */
  promoted: boolean;
  /** Where the patch waits for people, in words; set where the live tree was not to be changed. */
  proposal?: string;
}

/** What a patch is compared with. */
export interface Baseline {
  readonly command: TestCommand;
  /** Without the flaky tests. */
  readonly report: TestReport;
  readonly flaky: ReadonlySet<string>;
  readonly timeoutSeconds: number;
  /** How the tests ran, and run again with a patch. */
  readonly level: IsolationLevel;
}

export interface TypeErrorFound {
  /** From the project root. */
  readonly file: string;
  readonly line: string;
  /** `TS2345` */
  readonly code: string;
  readonly text: string;
}

/** A script that ends in the reported error without a patch. */
export interface Reproduction {
  readonly script: string;
  readonly signature: ErrorSignature;
}

export function newRunState(): RunState {
  return {
    patched: new Map(),
    spent: new Map(),
    rejected: new Map(),
    attempts: [],
    exchanges: [],
    diff: '',
    promoted: false,
  };
}

/**
 * `rejected`: the patch did not pass. `refused`: the rules forbid it, or no model is configured.
 * `failed`: something broke on the way.
 */
export type StepResult = { readonly ok: true; readonly output: string } | StepFailure;

export interface StepFailure {
  readonly ok: false;
  readonly outcome: 'rejected' | 'refused' | 'failed' | 'cancelled';
  /** What happened and, for `rejected`, what whoever wrote the patch should know. */
  readonly message: string;
}

/** What the registry knows of a step type: one file and one line in the registry. */
export interface StepDefinition {
  /** As it stands after `uses:`. */
  readonly id: string;
  /** Options under `with:`; strict. */
  readonly options: z.ZodObject<Readonly<Record<string, z.ZodType>>>;
  /** Options that are shell text: no expression is ever filled into them. */
  readonly shellOptions?: readonly string[];
  /** Whether a dry run may do it: it changes nothing and costs nothing. */
  readonly harmless?: boolean;
  run(options: unknown, context: RunContext): Promise<StepResult>;
}

interface TypedStep<T extends z.ZodObject> extends Omit<StepDefinition, 'run' | 'options'> {
  readonly options: T;
  run(options: z.output<T>, context: RunContext): Promise<StepResult>;
}

export function done(output = ''): StepResult {
  return { ok: true, output };
}

export function stop(outcome: StepFailure['outcome'], message: string): StepFailure {
  return { ok: false, outcome, message };
}

/** Ties the options of a step to its schema. */
export function defineStep<T extends z.ZodObject>(definition: TypedStep<T>): StepDefinition {
  return {
    ...definition,
    run: (options, context) => definition.run(definition.options.parse(options), context),
  };
}
