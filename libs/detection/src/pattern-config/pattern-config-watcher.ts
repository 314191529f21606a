import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { EventBus } from '@app/event-bus';
import { ConfigHolder } from './config-holder.js';
import { type ConfigProblem, formatProblem } from './config-problem.js';
import { FileChanges } from './file-changes.js';
import { type ConfigResult, loadPatternConfig } from './load-pattern-config.js';
import type { PatternConfig } from './pattern-config.js';
import { PATTERN_FILE, type PatternFile } from './pattern-file.js';

/**
 * Takes over the pattern file whenever it changes. A file with problems changes nothing: the last
 * good config stays in force, and `config.rejected` says what is wrong.
 */
@Injectable()
export class PatternConfigWatcher implements OnModuleInit {
  private readonly logger = new Logger(PatternConfigWatcher.name);
  private readonly stopping = new AbortController();
  private lastDigest: string;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    @Inject(PATTERN_FILE) private readonly file: PatternFile,
    private readonly holder: ConfigHolder,
    private readonly bus: EventBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.lastDigest = holder.current.digest;
  }

  onModuleInit(): void {
    this.bus.on('config.reload-asked', () => this.reloadSafely());
  }

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  /** Reads the file now. What is unchanged since the last look leads to nothing. */
  async reload(): Promise<ConfigResult> {
    const { path, schema, defaults } = this.file;
    const result = await loadPatternConfig(path, schema, defaults);
    const digest = result.ok ? result.config.digest : result.digest;
    if (digest === this.lastDigest) return result;
    this.lastDigest = digest;
    await (result.ok ? this.accept(result.config) : this.reject(result.problems));
    return result;
  }

  private async run(): Promise<void> {
    const changes = new FileChanges(this.file.path, this.clock);
    // The file may have changed since it was read for the start.
    await this.reloadSafely();
    while (await changes.next(this.stopping.signal)) await this.reloadSafely();
  }

  private async reloadSafely(): Promise<void> {
    try {
      await this.reload();
    } catch (error) {
      this.logger.error({
        msg: 'A change of the pattern file could not be handled; the patterns in force stay',
        path: this.file.path,
        error: String(error),
      });
    }
  }

  private async accept(config: PatternConfig): Promise<void> {
    this.holder.replace(config);
    const patterns = config.patterns.length;
    this.logger.log({ msg: 'The patterns were reloaded', path: this.file.path, patterns });
    await this.bus.publish('config.reloaded', { path: this.file.path, patterns });
  }

  private async reject(problems: readonly ConfigProblem[]): Promise<void> {
    const lines = problems.map(formatProblem);
    this.logger.error({
      msg: 'The pattern file has problems, so the patterns in force stay; correct it',
      path: this.file.path,
      problems: lines,
    });
    await this.bus.publish('config.rejected', { path: this.file.path, problems: lines });
  }
}
