import { Inject, Injectable } from '@nestjs/common';
import {
  type Command,
  PROCESS_RUNNER,
  type ProcessRunner,
  type RunResult,
  childEnvironment,
} from '@app/process-runner';
import { type PlatformSettings, platformSettings } from '@app/settings';
import { type HealActionSettings, healActionSettings } from './heal-action.settings.js';
import { HealPermits } from '../execution/heal-permits.js';
import { HealChildren } from '../children/heal-children.js';
import type { HealContext } from './heal-action.js';

const MAX_OUTPUT_CHARS = 16_384;
/** The heal's own limit comes by its signal, long before. */
const LONGEST_RUN_MS = 86_400_000;

export interface HealProcessOptions {
  /** Default: the project root. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Names of the watchdog's own variables to hand on, besides those of HEAL_PASS_ENV. */
  readonly passEnv?: readonly string[] | undefined;
  /** For output that is read rather than shown: nothing of it reaches whoever watches. */
  readonly quiet?: boolean;
  readonly maxOutputChars?: number;
}

/** Runs the programs of heal actions: in the project root, told what they serve, and no secrets. */
@Injectable()
export class HealProcess {
  constructor(
    @Inject(PROCESS_RUNNER) private readonly runner: ProcessRunner,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(healActionSettings.token) private readonly settings: HealActionSettings,
    private readonly children: HealChildren,
    private readonly permits: HealPermits,
  ) {}

  async run(
    command: Command,
    context: HealContext,
    options: HealProcessOptions = {},
  ): Promise<RunResult> {
    const permit = await this.permits.check(context.healId);
    if (permit.outcome === 'lost') return notStarted(permit.message);
    let ended = (): Promise<void> => Promise.resolve();
    const result = await this.runner.run(command, {
      cwd: options.cwd ?? this.platform.projectRoot,
      env: childEnvironment(
        { PM2_HOME: this.settings.pm2Home, ...facts(context, permit.fencingToken), ...options.env },
        [...this.settings.passEnv, ...(options.passEnv ?? [])],
      ),
      timeoutMs: LONGEST_RUN_MS,
      maxOutputChars: options.maxOutputChars ?? MAX_OUTPUT_CHARS,
      signal: context.signal,
      onStart: (pid) => (ended = this.children.began(context.healId, pid)),
      ...(options.quiet ? {} : { onOutput: context.onOutput }),
    });
    await ended();
    return result;
  }
}

function notStarted(message: string): RunResult {
  return { outcome: 'not-started', message, stdout: '', stderr: '', output: '', durationMs: 0 };
}

/** What a script may want to know. Only names from the operator's configuration: no text of a log. */
function facts(context: HealContext, fencingToken?: number): Record<string, string> {
  return {
    AUTOHEAL_HEAL_ID: context.healId,
    AUTOHEAL_INCIDENT_ID: context.correlationId,
    AUTOHEAL_TARGET: context.target,
    ...(fencingToken === undefined ? {} : { AUTOHEAL_FENCING_TOKEN: String(fencingToken) }),
    ...(context.detection ? { AUTOHEAL_TRIGGER: context.detection.trigger.id } : {}),
  };
}
