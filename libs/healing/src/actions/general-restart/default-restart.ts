import { Inject, Injectable } from '@nestjs/common';
import { type PlatformSettings, packageRoot, platformSettings } from '@app/settings';
import type { HealContext, HealOutcome } from '../heal-action.js';
import { type HealProcessOptions, HealProcess } from '../heal-process.js';
import { insideRoot } from '../inside-root.js';
import { done, failure, runOutcome } from '../outcome.js';
import { Pm2Restarter } from '../pm2/pm2-restarter.js';
import { PlatformServices } from './platform-services.js';
import { readManifest } from './manifest.js';
import { type StepWords, preparingSteps } from './restart-steps.js';

const MAX_OUTPUT_CHARS = 16_384;

/** What GENERAL_RESTART does without a HEAL_COMMAND: pull, install, build, restart; the first failure ends it. */
@Injectable()
export class DefaultRestart {
  constructor(
    private readonly process: HealProcess,
    private readonly services: PlatformServices,
    private readonly restarter: Pm2Restarter,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
  ) {}

  /** How it restarts is settled before anything is touched: an update that nobody starts is worse than none. */
  async run(context: HealContext, options: HealProcessOptions): Promise<HealOutcome> {
    const { projectRoot } = this.platform;
    const manifest = readManifest(projectRoot);
    if (insideRoot(projectRoot, '.') === packageRoot) return this.refuseItself();
    const listing = await this.services.find(context);
    if (!listing.ok) return listing;
    const { services } = listing;
    if (services.length === 0 && manifest?.scripts['restart'] === undefined) {
      return this.nothingToRestart();
    }
    const hasUpstream = await this.hasUpstream(context, options);
    const steps = preparingSteps(projectRoot, { manifest, hasUpstream });
    if (services.length === 0) steps.push(['npm', 'run', 'restart']);
    const prepared = await this.runSteps(steps, context, options);
    if (!prepared.ok || services.length === 0) return prepared;
    const restarted = await this.restarter.restart(services, context);
    return { ...restarted, output: tail(prepared.output + restarted.output) };
  }

  private async runSteps(
    steps: readonly StepWords[],
    context: HealContext,
    options: HealProcessOptions,
  ): Promise<HealOutcome> {
    let output = '';
    for (const [file, ...args] of steps) {
      const name = [file, ...args].join(' ');
      context.onOutput(`$ ${name}\n`);
      const result = await this.process.run({ file, args }, context, options);
      const outcome = runOutcome(result, name, context.signal);
      output = tail(`${output}$ ${name}\n${outcome.output}`);
      if (!outcome.ok) return { ...outcome, output };
    }
    return done(`Done: ${steps.map((words) => words.join(' ')).join(', ')}.`, output);
  }

  private async hasUpstream(context: HealContext, options: HealProcessOptions): Promise<boolean> {
    const args = ['rev-parse', '--abbrev-ref', '@{upstream}'];
    const result = await this.process.run({ file: 'git', args }, context, {
      ...options,
      quiet: true,
    });
    return result.outcome === 'exited' && result.exitCode === 0;
  }

  private nothingToRestart(): HealOutcome {
    return failure(
      'invalid-parameters',
      `Nothing to restart: PM2 runs nothing in ${this.platform.projectRoot}, and its package.json has no restart script. Set HEAL_COMMAND, or add the script.`,
    );
  }

  private refuseItself(): HealOutcome {
    return failure(
      'refused',
      `${this.platform.projectRoot} is Zion Auto-Heal itself. Set AUTOHEAL_PROJECT_ROOT to the folder of your platform, or set HEAL_COMMAND.`,
    );
  }
}

function tail(text: string): string {
  return text.slice(-MAX_OUTPUT_CHARS);
}
