import { Inject, Injectable, Logger } from '@nestjs/common';
import { EventBus, EventFactory } from '@app/event-bus';
import { childEnvironment, PROCESS_RUNNER, type ProcessRunner } from '@app/process-runner';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTargetFile } from '../jobs/target-file.js';
import { replaceFile } from '../workspace/replace-file.js';
import type { Fix } from './fix.js';
import { FIX_STORE, type FixStore } from './fix-store.js';
import { fixWatchSettings, type FixWatchSettings } from './fix-watch.settings.js';

const DEPLOY_MS = 600_000;
const OUTPUT_CHARS = 2_000;

/** Puts the file of a fix back to what it was, if nobody has changed it since. */
@Injectable()
export class FixReverter {
  private readonly logger = new Logger(FixReverter.name);

  constructor(
    @Inject(fixWatchSettings.token) private readonly settings: FixWatchSettings,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(FIX_STORE) private readonly store: FixStore,
    @Inject(PROCESS_RUNNER) private readonly processes: ProcessRunner,
    private readonly events: EventFactory,
    private readonly bus: EventBus,
  ) {}

  /** May be called again for the same fix, also after a crash in between. */
  async revert(fix: Fix, why: string, correlationId: string): Promise<void> {
    const reverted = await this.putBack(fix);
    const outcome = reverted ? 'reverted' : 'changed';
    const message = reverted
      ? `The code fix of ${fix.filePath} was taken back, because ${why}. The same patch is not tried again for this error.`
      : `The code fix of ${fix.filePath} should be taken back, because ${why}; but the file was changed since. Look at it by hand.`;
    const event = this.events.create(
      'repair.reverted',
      { jobId: fix.id, filePath: fix.filePath, outcome, message },
      { correlationId },
    );
    if (!(await this.store.end(fix.id, outcome, event))) return;
    this.logger.warn({ msg: message, repair: fix.id });
    this.bus.forward(event);
    if (reverted) await this.deploy();
  }

  private async putBack({ filePath, before, after }: Fix): Promise<boolean> {
    const { projectRoot, dataDir } = this.platform;
    const target = await checkTargetFile(projectRoot, filePath);
    if (target.outcome === 'refused') return false;
    const path = join(projectRoot, target.filePath);
    if (readFileSync(path, 'utf8') === before) return true;
    const staging = join(dataDir, 'repairs', 'staging');
    return replaceFile(path, Buffer.from(after), Buffer.from(before), staging);
  }

  /** What runs has to learn of it as it learned of the fix. */
  private async deploy(): Promise<void> {
    const { deployCommand } = this.settings;
    if (deployCommand === '') return;
    const result = await this.processes.run(
      { shell: deployCommand },
      {
        cwd: this.platform.projectRoot,
        env: childEnvironment(),
        timeoutMs: DEPLOY_MS,
        maxOutputChars: OUTPUT_CHARS,
      },
    );
    if (result.outcome !== 'exited' || result.exitCode !== 0)
      this.logger.error({ msg: 'The deploy of a reverted fix failed', output: result.output });
  }
}
