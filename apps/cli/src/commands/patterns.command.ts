import { Inject } from '@nestjs/common';
import { suggestPatterns, testPatterns } from '@app/detection';
import { EFFECTIVENESS_READER, type EffectivenessReader } from '@app/read-model';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { knownPatterns, loadPatterns } from '../load-patterns.js';
import { logArgument } from '../log-argument.js';
import { patternRecords, recordTable } from '../patterns/record-table.js';
import { reportTable } from '../patterns/report-table.js';
import { suggestionText } from '../patterns/suggestion-text.js';
import { countedBytes } from '../progress/counted-bytes.js';
import { Progress } from '../progress/progress.js';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';

const verbs = ['list', 'test', 'suggest'] as const;

@Command({
  name: 'patterns',
  arguments: '[verb] [logfile]',
  argsDescription: { verb: verbs.join(' | ') },
  description:
    'list: how well each has done, and which mode that speaks for | test LOGFILE: what would have matched and healed, and when | suggest LOGFILE: patterns for trouble that none knows',
})
export class PatternsCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
    private readonly progress: Progress,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run([name = 'list', path]: string[], { json = false }: { json?: boolean }): Promise<void> {
    const verb = verbs.find((known) => known === name);
    if (!verb)
      throw new CommandFailure(
        exitCodes.usage,
        `There is no "patterns ${name}"; known: ${verbs.join(', ')}.`,
      );
    if (verb === 'list') await this.list(json);
    else await this[verb](logArgument(path), json);
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  private async list(json: boolean): Promise<void> {
    const { config } = await loadPatterns(this.environment);
    const effects = await this.store.use((context) =>
      context.get<EffectivenessReader>(EFFECTIVENESS_READER, { strict: false }).byTrigger(),
    );
    const records = patternRecords(config.patterns, effects);
    if (json) this.terminal.json(records);
    else this.terminal.data(recordTable(records));
  }

  private async test(path: string, json: boolean): Promise<void> {
    const { config } = await loadPatterns(this.environment);
    const about = { path, now: Date.now() };
    const reports = await this.progress.run(`Trying every pattern on ${path}`, (say) =>
      testPatterns(config.patterns, countedBytes(path, say), about),
    );
    if (json) this.terminal.json(reports);
    else this.terminal.data(reportTable(reports));
  }

  private async suggest(path: string, json: boolean): Promise<void> {
    const patterns = await knownPatterns(this.environment);
    const about = { path, now: Date.now };
    const suggestions = await this.progress.run(`Looking for unknown trouble in ${path}`, (say) =>
      suggestPatterns(patterns, countedBytes(path, say), about),
    );
    if (json) this.terminal.json(suggestions);
    else this.terminal.data(suggestionText(suggestions, path));
  }
}
