import { Inject, Injectable } from '@nestjs/common';
import { type PlatformSettings, platformSettings } from '@app/settings';
import { z } from 'zod';
import { passEnv, timeoutMs } from './action-parameters.js';
import { DefaultRestart } from './general-restart/default-restart.js';
import { readReleaseFile } from './general-restart/release/read-release-file.js';
import { ReleaseRestart } from './general-restart/release/release-restart.js';
import { type ReleaseOptions, releaseSchema } from './general-restart/release/release.schema.js';
import { type HealActionSettings, healActionSettings } from './heal-action.settings.js';
import type { HealAction, HealActionDefinition, HealContext, HealOutcome } from './heal-action.js';
import { HealProcess } from './heal-process.js';
import { runOutcome } from './outcome.js';

const DEFAULT_TIMEOUT_MS = 900_000;

const schema = z
  .strictObject({
    command: z
      .string()
      .min(1)
      .optional()
      .describe("The operator's own shell text, in place of HEAL_COMMAND."),
    strategy: z
      .enum(['command', 'release'])
      .optional()
      .describe('`release` takes a new revision only when it proves healthy. Default: command.'),
    release: releaseSchema.optional(),
    passEnv,
    timeoutMs,
  })
  .refine(({ strategy, release }) => (strategy === 'release') === (release !== undefined), {
    message: 'must stand beside `strategy: release`, and only there',
    path: ['release'],
  })
  .refine(({ command, release }) => command === undefined || release === undefined, {
    message: 'must not stand beside `strategy: release`',
    path: ['command'],
  });
type Parameters = z.output<typeof schema>;

/** Updates and restarts the whole platform. */
@Injectable()
export class GeneralRestartAction implements HealAction<Parameters> {
  constructor(
    private readonly process: HealProcess,
    private readonly defaultRestart: DefaultRestart,
    private readonly releaseRestart: ReleaseRestart,
    @Inject(healActionSettings.token) private readonly settings: HealActionSettings,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
  ) {}

  describe(parameters: Parameters): string {
    const { command = this.settings.healCommand } = parameters;
    const release = this.release(parameters);
    if (release) return release.ok ? describeRelease(release.options) : release.message;
    const what =
      command ??
      'git pull --ff-only (with an upstream), install by the lockfile, npm run build --if-present, restart by PM2 or npm run restart';
    return `run in ${this.platform.projectRoot}: ${what}`;
  }

  async run(parameters: Parameters, context: HealContext): Promise<HealOutcome> {
    const { command = this.settings.healCommand, passEnv } = parameters;
    const release = this.release(parameters);
    if (release?.ok === false) return release;
    if (release) return this.releaseRestart.run(release.options, context);
    // Nobody is there to answer a question for a password.
    const options = { passEnv, env: { GIT_TERMINAL_PROMPT: '0' } };
    if (command === undefined) return this.defaultRestart.run(context, options);
    const result = await this.process.run({ shell: command }, context, options);
    return runOutcome(result, 'HEAL_COMMAND', context.signal);
  }

  /** The one of the pattern file; else that of the settings, where no command stands in its place. */
  private release({
    command,
    release,
    strategy,
  }: Parameters): ReturnType<typeof readReleaseFile> | undefined {
    if (release) return { ok: true, options: release };
    const { releaseFile, healCommand } = this.settings;
    const named = strategy ?? command ?? healCommand;
    return named === undefined && releaseFile !== undefined
      ? readReleaseFile(releaseFile)
      : undefined;
  }
}

function describeRelease({ folder, repository, branch, services }: ReleaseOptions): string {
  const names = services.map(({ service }) => service).join(', ');
  return `release ${branch} of ${repository} in ${folder}: build, test, switch current, restart ${names}, watch, roll back where it is not healthy`;
}

export const generalRestart: HealActionDefinition<Parameters> = {
  type: 'GENERAL_RESTART',
  schema,
  action: GeneralRestartAction,
  defaultTimeoutMs: DEFAULT_TIMEOUT_MS,
  risky: true,
  defaultTarget: () => 'platform',
};
