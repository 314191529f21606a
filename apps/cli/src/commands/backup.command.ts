import { Inject } from '@nestjs/common';
import { backUpStore } from '@app/persistence';
import { Command, CommandRunner, Option } from 'nest-commander';
import { resolve } from 'node:path';
import { CommandFailure } from '../command-failure.js';
import { dataFolder } from '../data-folder.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { Terminal } from '../terminal.js';

@Command({
  name: 'backup',
  arguments: '<file>',
  description: 'copy the store into a file, also while the watchdog runs',
})
export class BackupCommand extends CommandRunner {
  constructor(
    private readonly terminal: Terminal,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run([file = '']: string[], { json = false }: { json?: boolean }): Promise<void> {
    const path = resolve(file);
    const result = await backUpStore(dataFolder(this.environment), path);
    if (!result.ok) throw new CommandFailure(exitCodes.usage, result.message);
    const { bytes } = result;
    if (json) this.terminal.json({ file: path, bytes });
    else this.terminal.data(`Wrote ${path} (${String(bytes)} bytes), checked.`);
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }
}
