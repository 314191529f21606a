import type { ModelExchange } from '@app/contracts';
import type { ProcessRunner } from '@app/process-runner';
import type { z } from 'zod';
import type { PatchModel } from '../patch-model.js';
import type { Workspace } from '../workspace/workspace.js';

/** What the tasks of one run share. */
export interface RunContext {
  /** Absolute and real: no part of it is a link. */
  readonly projectRoot: string;
  /** The values that expressions see, and the environment of `run`; never a key. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly processes: ProcessRunner;
  readonly model: PatchModel;
  /** Set by the workspace step. */
  workspace?: Workspace;
  /** What was said to and by the model. */
  readonly exchanges: ModelExchange[];
  /** Unified diff of what the run changes; empty before there is a patch. */
  diff: string;
  /** Whether the live tree has the change. */
  promoted: boolean;
  /** Progress for people. */
  readonly say: (text: string) => void;
}

/**
 * `rejected`: the patch did not pass. `refused`: the rules forbid it, or no model is configured.
 * `failed`: something broke on the way.
 */
export type StepResult =
  | { readonly ok: true; readonly output: string }
  | {
      readonly ok: false;
      readonly outcome: 'rejected' | 'refused' | 'failed' | 'cancelled';
      readonly message: string;
    };

/** What the registry knows of a step type: one file and one line in the registry. */
export interface StepDefinition<O = unknown> {
  /** As it stands after `uses:`. */
  readonly id: string;
  /** Options under `with:`; strict. */
  readonly options: z.ZodType<O>;
  run(options: O, context: RunContext): Promise<StepResult>;
}

export function done(output = ''): StepResult {
  return { ok: true, output };
}

export function stop(
  outcome: 'rejected' | 'refused' | 'failed' | 'cancelled',
  message: string,
): StepResult {
  return { ok: false, outcome, message };
}

/** Ties the options of a step to its schema. */
export function defineStep<O>(definition: StepDefinition<O>): StepDefinition {
  return {
    ...definition,
    run: (options, context) => definition.run(definition.options.parse(options), context),
  };
}
