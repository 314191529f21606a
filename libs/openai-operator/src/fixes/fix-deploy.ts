import { Inject, Injectable, Logger } from '@nestjs/common';
import { childEnvironment, PROCESS_RUNNER, type ProcessRunner } from '@app/process-runner';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { fixWatchSettings, type FixWatchSettings } from './fix-watch.settings.js';

const DEPLOY_MS = 600_000;
const OUTPUT_CHARS = 2_000;

/** Tells what runs that a file was changed, as the pipeline does after a fix. */
@Injectable()
export class FixDeploy {
  private readonly logger = new Logger(FixDeploy.name);

  constructor(
    @Inject(fixWatchSettings.token) private readonly settings: FixWatchSettings,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(PROCESS_RUNNER) private readonly processes: ProcessRunner,
  ) {}

  /** @returns `off` where CODEX_DEPLOY_COMMAND is not set */
  async run(): Promise<'off' | 'deployed' | 'failed'> {
    const { deployCommand } = this.settings;
    if (deployCommand === '') return 'off';
    const result = await this.processes.run(
      { shell: deployCommand },
      {
        cwd: this.platform.projectRoot,
        env: childEnvironment(),
        timeoutMs: DEPLOY_MS,
        maxOutputChars: OUTPUT_CHARS,
      },
    );
    if (result.outcome === 'exited' && result.exitCode === 0) return 'deployed';
    this.logger.error({ msg: 'The deploy of a code fix failed', output: result.output });
    return 'failed';
  }
}
