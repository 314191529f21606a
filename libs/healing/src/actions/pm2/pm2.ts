import { Inject, Injectable } from '@nestjs/common';
import { findPm2, isPm2Running, MOST_LIST_CHARS, parsePm2List, type Pm2Process } from '@app/pm2';
import type { RunResult } from '@app/process-runner';
import { type PlatformSettings, platformSettings } from '@app/settings';
import { type HealActionSettings, healActionSettings } from '../heal-action.settings.js';
import type { HealContext, HealFailure } from '../heal-action.js';
import { HealProcess } from '../heal-process.js';
import { failure, runOutcome } from '../outcome.js';

export type Pm2Listing =
  { readonly ok: true; readonly services: readonly Pm2Process[] } | HealFailure;

/** PM2 by its own command line. It is never asked anything while its daemon is down: it would start one. */
@Injectable()
export class Pm2 {
  constructor(
    private readonly process: HealProcess,
    @Inject(healActionSettings.token) private readonly settings: HealActionSettings,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
  ) {}

  /** The processes that PM2 knows. Their environments hold secrets, so the raw list goes nowhere. */
  async list(context: HealContext): Promise<Pm2Listing> {
    const program = this.findProgram();
    if (program === undefined) return this.notInstalled();
    if (!(await isPm2Running(this.settings.pm2Home))) return this.notRunning();

    const result = await this.run(program, ['jlist'], context, true);
    const outcome = runOutcome({ ...result, output: result.stderr }, 'pm2 jlist', context.signal);
    if (!outcome.ok) return outcome;
    const services = parsePm2List(result.stdout);
    return services ? { ok: true, services } : this.notUnderstood();
  }

  /** By number: a name might be read as a file, a namespace, `all` or an option. */
  change(
    what: 'restart' | 'reload' | 'delete',
    services: readonly Pm2Process[],
    context: HealContext,
  ): Promise<RunResult> {
    const ids = services.map(({ id }) => String(id));
    // The environment stays the one that the operator started the service with: no --update-env.
    return this.run(this.program(), [what, ...ids, '--mini-list'], context, false);
  }

  /** Starts one instance more of a service in cluster mode. Only for a name that PM2 has listed. */
  addInstance(service: string, context: HealContext): Promise<RunResult> {
    return this.run(this.program(), ['scale', '--mini-list', '--', service, '+1'], context, false);
  }

  private program(): string {
    return this.findProgram() ?? this.settings.pm2Bin;
  }

  private run(
    program: string,
    args: readonly string[],
    context: HealContext,
    quiet: boolean,
  ): Promise<RunResult> {
    return this.process.run({ file: program, args }, context, {
      quiet,
      ...(quiet ? { maxOutputChars: MOST_LIST_CHARS } : {}),
    });
  }

  private findProgram(): string | undefined {
    return findPm2(this.settings.pm2Bin, this.platform.projectRoot);
  }

  private notInstalled(): HealFailure {
    return failure(
      'not-found',
      `There is no program ${this.settings.pm2Bin} in PATH or in the platform's node_modules/.bin. Install PM2 (npm install pm2), or set PM2_BIN to its path.`,
    );
  }

  private notRunning(): HealFailure {
    return failure(
      'unreachable',
      `PM2's daemon does not run in ${this.settings.pm2Home}. Start the services with PM2 (or \`pm2 resurrect\`) as the user that runs the watchdog, or set PM2_HOME.`,
    );
  }

  private notUnderstood(): HealFailure {
    return failure(
      'internal-error',
      'The list that `pm2 jlist` printed could not be read. Run it by hand; `pm2 update` helps where versions are mixed.',
    );
  }
}
