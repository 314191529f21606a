import { Inject, Injectable } from '@nestjs/common';
import { type PlatformSettings, platformSettings } from '@app/settings';
import { z } from 'zod';
import { passEnv, timeoutMs } from './action-parameters.js';
import { DefaultRestart } from './general-restart/default-restart.js';
import { type HealActionSettings, healActionSettings } from './heal-action.settings.js';
import type { HealAction, HealActionDefinition, HealContext, HealOutcome } from './heal-action.js';
import { HealProcess } from './heal-process.js';
import { runOutcome } from './outcome.js';

const DEFAULT_TIMEOUT_MS = 900_000;

const schema = z.strictObject({
  command: z
    .string()
    .min(1)
    .optional()
    .describe("The operator's own shell text, in place of HEAL_COMMAND."),
  passEnv,
  timeoutMs,
});
type Parameters = z.output<typeof schema>;

/** Updates and restarts the whole platform. */
@Injectable()
export class GeneralRestartAction implements HealAction<Parameters> {
  constructor(
    private readonly process: HealProcess,
    private readonly defaultRestart: DefaultRestart,
    @Inject(healActionSettings.token) private readonly settings: HealActionSettings,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
  ) {}

  describe({ command = this.settings.healCommand }: Parameters): string {
    const what =
      command ??
      'git pull --ff-only (with an upstream), install by the lockfile, npm run build --if-present, restart by PM2 or npm run restart';
    return `run in ${this.platform.projectRoot}: ${what}`;
  }

  async run(parameters: Parameters, context: HealContext): Promise<HealOutcome> {
    const { command = this.settings.healCommand, passEnv } = parameters;
    // Nobody is there to answer a question for a password.
    const options = { passEnv, env: { GIT_TERMINAL_PROMPT: '0' } };
    if (command === undefined) return this.defaultRestart.run(context, options);
    const result = await this.process.run({ shell: command }, context, options);
    return runOutcome(result, 'HEAL_COMMAND', context.signal);
  }
}

export const generalRestart: HealActionDefinition<Parameters> = {
  type: 'GENERAL_RESTART',
  schema,
  action: GeneralRestartAction,
  defaultTimeoutMs: DEFAULT_TIMEOUT_MS,
  risky: true,
  defaultTarget: () => 'platform',
};
