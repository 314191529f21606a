import { Inject } from '@nestjs/common';
import { configJsonSchema, type ResolvedPattern, slowPatterns } from '@app/detection';
import { EventBus } from '@app/event-bus';
import { patternFile, type WatchedPatternFile } from '@app/pattern-file';
import { describeVariables, readSettings } from '@app/settings';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { checkConfiguration } from '../config/check-configuration.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { loadPatterns } from '../load-patterns.js';
import { settingsDefinitions } from '../settings-definitions.js';
import { Store } from '../store/store.js';
import { requireWatchdog } from '../store/watchdog-state.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

const HIDDEN = '(hidden)';
const verbs = ['validate', 'show', 'schema', 'reload'] as const;

@Command({
  name: 'config',
  arguments: '<verb>',
  argsDescription: { verb: verbs.join(' | ') },
  description: 'validate | show | schema | reload (the pattern file, now)',
})
export class ConfigCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run([verb = 'validate']: string[], { json = false }: { json?: boolean }): Promise<void> {
    if (verb === 'schema') this.terminal.json(configJsonSchema(this.file().schema));
    else if (verb === 'show') this.show(json);
    else if (verb === 'validate') await this.validate(json);
    else if (verb === 'reload') await this.reload(json);
    else
      throw new CommandFailure(
        exitCodes.usage,
        `There is no "config ${verb}"; known: ${verbs.join(', ')}.`,
      );
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  private file(): WatchedPatternFile {
    return patternFile(readSettings(settingsDefinitions, this.environment));
  }

  private async validate(json: boolean): Promise<void> {
    const problems = await checkConfiguration(this.environment);
    if (problems.length > 0) {
      if (json) this.terminal.json({ ok: false, problems });
      throw new CommandFailure(exitCodes.config, problems.join('\n'));
    }
    const { file, config } = await loadPatterns(this.environment);
    if (json) this.terminal.json({ ok: true, slowPatterns: slowPatterns(config.patterns) });
    else this.sayValid(file.path, config.patterns);
  }

  /** The watchdog does so by itself within seconds, too; a file with problems changes nothing. */
  private async reload(json: boolean): Promise<void> {
    const { file } = await loadPatterns(this.environment);
    await this.store.use(async (context) => {
      await requireWatchdog(context);
      await context.get(EventBus, { strict: false }).publish('config.reload-asked', { who: who() });
    });
    if (json) this.terminal.json({ asked: true, path: file.path });
    else this.terminal.data(`The watchdog reads ${file.path} now.`);
  }

  private sayValid(path: string, patterns: readonly ResolvedPattern[]): void {
    this.terminal.data(`${path} is valid: ${String(patterns.length)} pattern(s).`);
    const slow = slowPatterns(patterns);
    if (slow.length === 0) return;
    this.terminal.data(
      `Asked about every line, because no text of three characters or more is in each match: ${slow.join(', ')}. Each takes about a second per 100 MB of log; put such a text into the pattern to make it cost next to nothing.`,
    );
  }

  private show(json: boolean): void {
    const shown = describeVariables(settingsDefinitions, this.environment).map(
      ({ name, description, secret, isSet }) => ({
        name,
        value: isSet ? (secret ? HIDDEN : this.environment[name]) : null,
        description,
      }),
    );
    if (json) {
      this.terminal.json(shown);
      return;
    }
    for (const { name, value } of shown)
      this.terminal.data(`${name}=${value ?? ''}${value === null ? '  (default)' : ''}`);
  }
}
