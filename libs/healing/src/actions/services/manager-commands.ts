import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { HealContext, HealFailure, HealOutcome } from '../heal-action.js';
import { HealProcess } from '../heal-process.js';
import { done, runOutcome } from '../outcome.js';
import type { ServiceLook } from './service-manager.js';
import { type StaysUpQuestion, staysUp } from './stays-up.js';

export type CommandWords = readonly [string, ...string[]];

/** What managers that are asked by a program of theirs have in common. */
@Injectable()
export class ManagerCommands {
  constructor(
    private readonly process: HealProcess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the program printed, for reading: nobody who watches gets to see it. */
  async ask(
    [file, ...args]: CommandWords,
    context: HealContext,
  ): Promise<{ readonly ok: true; readonly text: string } | HealFailure> {
    const result = await this.process.run({ file, args }, context, { quiet: true });
    const outcome = runOutcome(result, [file, ...args].join(' '), context.signal);
    return outcome.ok ? { ok: true, text: result.stdout } : outcome;
  }

  /** Runs the restart, then believes only what `look` sees stay up. */
  async restart(
    [file, ...args]: CommandWords,
    question: StaysUpQuestion & { readonly by: string },
    context: HealContext,
  ): Promise<HealOutcome> {
    const result = await this.process.run({ file, args }, context);
    const outcome = runOutcome(result, [file, ...args].join(' '), context.signal);
    if (!outcome.ok) return { ...outcome, message: `${outcome.message} ${question.advice}.` };
    const up: ServiceLook | HealFailure = await staysUp(question, this.clock, context);
    return up.ok
      ? done(`${question.by} restarted ${question.name}: ${up.detail}.`, outcome.output)
      : { ...up, output: outcome.output };
  }
}
