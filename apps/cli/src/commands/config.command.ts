import { Inject } from '@nestjs/common';
import {
  configJsonSchema,
  formatProblemOf,
  loadPatternConfig,
  type ResolvedPattern,
  slowPatterns,
} from '@app/detection';
import { patternFile } from '@app/pattern-file';
import { describeVariables, readSettings } from '@app/settings';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { settingsDefinitions } from '../settings-definitions.js';
import { Terminal } from '../terminal.js';

const HIDDEN = '(hidden)';

@Command({ name: 'config', arguments: '<verb>', description: 'validate | show | schema' })
export class ConfigCommand extends CommandRunner {
  constructor(
    private readonly terminal: Terminal,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run([verb = 'validate']: string[], { json = false }: { json?: boolean }): Promise<void> {
    const file = patternFile(readSettings(settingsDefinitions, this.environment));
    if (verb === 'schema') this.terminal.json(configJsonSchema(file.schema));
    else if (verb === 'show') this.show(json);
    else if (verb === 'validate') await this.validate(file, json);
    else
      throw new CommandFailure(
        exitCodes.usage,
        `There is no "config ${verb}"; known: validate, show, schema.`,
      );
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  private async validate(file: ReturnType<typeof patternFile>, json: boolean): Promise<void> {
    const loaded = await loadPatternConfig(file.path, file.schema, file.defaults);
    if (json)
      this.terminal.json(
        loaded.ok
          ? { ok: true, slowPatterns: slowPatterns(loaded.config.patterns) }
          : { ok: false, problems: loaded.problems },
      );
    if (!loaded.ok) {
      const lines = loaded.problems.map((problem) => formatProblemOf(file.path, problem));
      throw new CommandFailure(exitCodes.config, lines.join('\n'));
    }
    if (!json) this.sayValid(file.path, loaded.config.patterns);
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
