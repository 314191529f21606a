import { Injectable } from '@nestjs/common';
import { HealProcess } from '../../heal-process.js';
import { runOutcome } from '../../outcome.js';
import { withinTimeLimit } from '../../time-limit.js';
import { type ReleaseStep, type StepFailure, stepFailure } from './release-step.js';
import type { ReleaseRun } from './release-run.js';

export interface StepCommand {
  readonly step: ReleaseStep;
  readonly words: readonly [string, ...string[]];
  readonly cwd: string;
}

export type StepOutput = { readonly ok: true; readonly stdout: string } | StepFailure;

/** Runs the programs of a release, each within the time of a step. */
@Injectable()
export class ReleaseCommands {
  constructor(private readonly process: HealProcess) {}

  async run(run: ReleaseRun, { step, words, cwd }: StepCommand): Promise<StepOutput> {
    const [file, ...args] = words;
    const { options, context } = run;
    run.say(`[${step}] $ ${words.join(' ')}`);
    return withinTimeLimit(context, options.stepTimeoutSeconds * 1_000, async (limited) => {
      const result = await this.process.run({ file, args }, limited, {
        cwd,
        passEnv: options.passEnv,
        // Nobody is there to answer a question for a password.
        env: { GIT_TERMINAL_PROMPT: '0' },
      });
      const outcome = runOutcome(result, words.join(' '), limited.signal);
      run.keep(outcome.output);
      return outcome.ok ? { ok: true, stdout: result.stdout } : stepFailure(step, outcome);
    });
  }
}
