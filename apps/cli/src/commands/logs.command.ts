import { Inject } from '@nestjs/common';
import { platformSettings, readSettings } from '@app/settings';
import { Command, CommandRunner, Option } from 'nest-commander';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tail } from 'tail';
import { CommandFailure } from '../command-failure.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { Terminal } from '../terminal.js';

const SHOWN_LINES = 20;

@Command({
  name: 'logs',
  description: 'The audit log: every action, its parameters and its outcome',
})
export class LogsCommand extends CommandRunner {
  constructor(
    private readonly terminal: Terminal,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run(_arguments: string[], { follow = false }: { follow?: boolean }): Promise<void> {
    const settings = readSettings([platformSettings], this.environment).get(
      platformSettings.token,
    ) as { logDir: string };
    const path = join(settings.logDir, 'self-heal.log');
    if (!existsSync(path)) {
      throw new CommandFailure(
        exitCodes.unreachable,
        `There is no ${path} yet: the watchdog writes it when it acts.`,
      );
    }
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    for (const line of lines.slice(-SHOWN_LINES)) this.terminal.data(line);
    if (follow) await this.follow(path);
  }

  @Option({ flags: '-f, --follow', description: 'go on showing what comes' })
  parseFollow(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'as JSON, a line each: as they always are' })
  parseJson(): boolean {
    return true;
  }

  private follow(path: string): Promise<void> {
    return new Promise((resolve) => {
      const tail = new Tail(path);
      tail.on('line', (line: string) => {
        this.terminal.data(line);
      });
      process.once('SIGINT', () => {
        tail.unwatch();
        resolve();
      });
    });
  }
}
