import { Inject, Injectable } from '@nestjs/common';
import { type PlatformSettings, platformSettings } from '@app/settings';
import { basename } from 'node:path';
import { z } from 'zod';
import { commandWords, environment, passEnv, timeoutMs } from './action-parameters.js';
import type { HealAction, HealActionDefinition, HealContext, HealOutcome } from './heal-action.js';
import { HealProcess } from './heal-process.js';
import { insideRoot } from './inside-root.js';
import { failure, runOutcome } from './outcome.js';

const DEFAULT_TIMEOUT_MS = 120_000;

const schema = z.strictObject({
  command: commandWords,
  cwd: z
    .string()
    .optional()
    .describe('Folder inside the project root to run in; by default the root itself.'),
  env: environment,
  passEnv,
  timeoutMs,
});
type Parameters = z.output<typeof schema>;

/** Runs one program of the operator's choice, without a shell. */
@Injectable()
export class RunCommandAction implements HealAction<Parameters> {
  constructor(
    private readonly process: HealProcess,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
  ) {}

  describe({ command, cwd }: Parameters): string {
    return `run ${JSON.stringify(command)} in ${cwd ?? this.platform.projectRoot}`;
  }

  async run(parameters: Parameters, context: HealContext): Promise<HealOutcome> {
    const { command, env, passEnv } = parameters;
    const cwd = insideRoot(this.platform.projectRoot, parameters.cwd ?? '.');
    if (cwd === undefined) return this.refuseFolder(parameters.cwd ?? '.');
    const [file, ...args] = command;
    const result = await this.process.run({ file, args }, context, {
      cwd,
      env,
      passEnv,
    });
    return runOutcome(result, file, context.signal);
  }

  private refuseFolder(folder: string): HealOutcome {
    return failure(
      'refused',
      `The folder ${folder} does not exist inside ${this.platform.projectRoot}. Correct cwd in the pattern file or AUTOHEAL_PROJECT_ROOT.`,
    );
  }
}

export const runCommand: HealActionDefinition<Parameters> = {
  type: 'RUN_COMMAND',
  schema,
  action: RunCommandAction,
  defaultTimeoutMs: DEFAULT_TIMEOUT_MS,
  risky: true,
  defaultTarget: ({ command: [file] }) => basename(file),
};
