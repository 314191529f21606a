import { Inject } from '@nestjs/common';
import { formatProblem, loadPatternConfig, type PatternReport, testPatterns } from '@app/detection';
import { patternFile } from '@app/pattern-file';
import { readSettings } from '@app/settings';
import Table from 'cli-table3';
import { Command, CommandRunner, Option } from 'nest-commander';
import { createReadStream, existsSync } from 'node:fs';
import { CommandFailure } from '../command-failure.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { settingsDefinitions } from '../settings-definitions.js';
import { Terminal } from '../terminal.js';

@Command({
  name: 'patterns',
  arguments: '<verb> <logfile>',
  description: 'test LOGFILE: what would have matched and healed, and when',
})
export class PatternsCommand extends CommandRunner {
  constructor(
    private readonly terminal: Terminal,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run([verb, logFile = '']: string[], { json = false }: { json?: boolean }): Promise<void> {
    if (verb !== 'test') throw new CommandFailure(exitCodes.usage, 'Known: patterns test LOGFILE');
    if (!existsSync(logFile))
      throw new CommandFailure(exitCodes.usage, `There is no file ${logFile}.`);
    const file = patternFile(readSettings(settingsDefinitions, this.environment));
    const loaded = await loadPatternConfig(file.path, file.schema, file.defaults);
    if (!loaded.ok) {
      throw new CommandFailure(exitCodes.config, loaded.problems.map(formatProblem).join('\n'));
    }
    const reports = await testPatterns(loaded.config.patterns, createReadStream(logFile), {
      path: logFile,
      now: Date.now(),
    });
    if (json) this.terminal.json(reports);
    else this.print(reports);
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  private print(reports: readonly PatternReport[]): void {
    const table = new Table({
      head: ['pattern', 'lines', 'longest streak', 'limit', 'would heal', 'missed by one', 'first'],
    });
    for (const report of reports) {
      const [first] = report.raised;
      table.push([
        report.pattern.id,
        report.matchedLines,
        report.longestStreak,
        report.pattern.maxStreak,
        report.detections,
        report.missedByOne,
        first ? `line ${String(first.line)}, ${first.at}` : '',
      ]);
    }
    this.terminal.data(table.toString());
  }
}
