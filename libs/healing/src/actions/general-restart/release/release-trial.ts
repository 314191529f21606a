import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { HealFailure } from '../../heal-action.js';
import { HealProcess } from '../../heal-process.js';
import { aborted, failure, runOutcome } from '../../outcome.js';
import { askHttp } from './ask-http.js';
import { freePort } from './free-port.js';
import type { ReleaseRun } from './release-run.js';
import { type StepFailure, stepFailure } from './release-step.js';
import { staysHealthy } from './stays-healthy.js';

const ANSWER_LIMIT_MS = 5_000;

type Trial = NonNullable<ReleaseRun['options']['trial']>;

/** Runs a release beside the live one on a port of its own: what is wrong with it shows before users meet it. */
@Injectable()
export class ReleaseTrial {
  constructor(
    private readonly process: HealProcess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(run: ReleaseRun, folder: string): Promise<{ readonly ok: true } | StepFailure> {
    const { trial } = run.options;
    if (!trial) return { ok: true };
    const port = await freePort();
    run.say(`[trial] $ ${trial.command.join(' ')} (${trial.portVariable}=${String(port)})`);
    const ended = new AbortController();
    const signal = AbortSignal.any([run.context.signal, ended.signal]);
    const running = this.start(run, trial, { folder, port, signal });
    const early = running.then((trouble) => {
      ended.abort();
      return trouble;
    });
    const ill = await staysHealthy(
      () => askHttp(`http://127.0.0.1:${String(port)}${trial.path}`, ANSWER_LIMIT_MS, signal),
      trial,
      this.clock,
      signal,
    );
    const diedFirst = ended.signal.aborted;
    ended.abort();
    const ending = await early;
    if (run.context.signal.aborted) return stepFailure('trial', aborted('The trial', signal));
    if (diedFirst) return stepFailure('trial', ending);
    return ill === undefined ? { ok: true } : stepFailure('trial', unwell(trial, ill));
  }

  /** @returns how the program ended, in the words of a trial that died */
  private async start(
    run: ReleaseRun,
    { command, env, portVariable }: Trial,
    where: { readonly folder: string; readonly port: number; readonly signal: AbortSignal },
  ): Promise<HealFailure> {
    const [file, ...args] = command;
    const { signal } = where;
    const result = await this.process.run(
      { file, args },
      { ...run.context, signal },
      {
        cwd: where.folder,
        passEnv: run.options.passEnv,
        env: { ...env, [portVariable]: String(where.port) },
      },
    );
    const outcome = runOutcome(result, file, signal);
    run.keep(outcome.output);
    return outcome.ok ? failure('unhealthy', `${file} ended by itself during the trial.`) : outcome;
  }
}

function unwell({ command }: Trial, ill: string): HealFailure {
  return failure('unhealthy', `${command.join(' ')} is not healthy: ${ill}.`);
}
