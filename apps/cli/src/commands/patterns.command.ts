import { Inject } from '@nestjs/common';
import { suggestPatterns, testPatterns } from '@app/detection';
import { Command, CommandRunner, Option } from 'nest-commander';
import { createReadStream } from 'node:fs';
import { CommandFailure } from '../command-failure.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { knownPatterns, loadPatterns } from '../load-patterns.js';
import { logArgument } from '../log-argument.js';
import { reportTable } from '../patterns/report-table.js';
import { suggestionText } from '../patterns/suggestion-text.js';
import { Terminal } from '../terminal.js';

const verbs = ['test', 'suggest'] as const;

@Command({
  name: 'patterns',
  arguments: '<verb> [logfile]',
  description:
    'test LOGFILE: what would have matched and healed, and when | suggest LOGFILE: patterns for trouble that none knows',
})
export class PatternsCommand extends CommandRunner {
  constructor(
    private readonly terminal: Terminal,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run([name, path]: string[], { json = false }: { json?: boolean }): Promise<void> {
    const verb = verbs.find((known) => known === name);
    if (!verb)
      throw new CommandFailure(
        exitCodes.usage,
        `There is no "patterns ${name ?? ''}"; known: ${verbs.join(', ')}.`,
      );
    await this[verb](logArgument(path), json);
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  private async test(path: string, json: boolean): Promise<void> {
    const { config } = await loadPatterns(this.environment);
    const about = { path, now: Date.now() };
    const reports = await testPatterns(config.patterns, createReadStream(path), about);
    if (json) this.terminal.json(reports);
    else this.terminal.data(reportTable(reports));
  }

  private async suggest(path: string, json: boolean): Promise<void> {
    const patterns = await knownPatterns(this.environment);
    const about = { path, now: Date.now };
    const suggestions = await suggestPatterns(patterns, createReadStream(path), about);
    if (json) this.terminal.json(suggestions);
    else this.terminal.data(suggestionText(suggestions, path));
  }
}
