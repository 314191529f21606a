import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import {
  Canary,
  ConfigHolder,
  formatProblem,
  parsePatternConfig,
  PATTERN_FILE,
  PatternConfigWatcher,
  type PatternFile,
} from '@app/detection';
import type { FleetOutcome } from '@app/fleet';
import { PatternTrial } from './pattern-trial.js';

/** So long new patterns must hold: in force, and the watchdog alive and seeing lines. */
const TRIAL_MS = 5_000;

/** Takes over patterns that the fleet pushes, when they are good and hold; else those before stay, or come back. */
@Injectable()
export class PushedPatterns {
  private readonly trial: PatternTrial;

  constructor(
    @Inject(PATTERN_FILE) private readonly file: PatternFile,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly holder: ConfigHolder,
    private readonly watcher: PatternConfigWatcher,
    private readonly canary: Canary,
  ) {
    this.trial = new PatternTrial(file.path);
  }

  async take(commandId: string, text: string): Promise<FleetOutcome> {
    if (await this.trial.wasUndone(commandId))
      return refused(
        'The watchdog ended while it tried these patterns out; those before are back.',
      );
    const parsed = parsePatternConfig(text, this.file.schema, this.file.defaults);
    if (!parsed.ok) return refused(parsed.problems.map(formatProblem).join('\n'));
    const { digest } = parsed.config;
    if (digest === this.holder.current.digest) return accepted(digest);
    try {
      await this.trial.begin(commandId, text);
    } catch (error) {
      return refused(`${this.file.path} cannot be written: ${String(error)}`);
    }
    const trouble = await this.troubleWith(digest);
    if (trouble === undefined) {
      await this.trial.keep();
      return accepted(digest);
    }
    await this.trial.undo();
    await this.watcher.reload();
    return refused(`${trouble} The patterns before are back.`);
  }

  /** @returns why they do not hold */
  private async troubleWith(digest: string): Promise<string | undefined> {
    await this.watcher.reload();
    await this.clock.sleep(TRIAL_MS);
    if (this.holder.current.digest !== digest)
      return 'The pattern file was changed by somebody else meanwhile, or could not be taken over.';
    return this.canary.problem();
  }
}

/** The same hash as hosts report. */
function accepted(digest: string): FleetOutcome {
  return { outcome: 'done', message: `Patterns ${digest.slice(0, 12)} are in force.` };
}

function refused(message: string): FleetOutcome {
  return { outcome: 'refused', message };
}
