import { Inject } from '@nestjs/common';
import { restoreStore } from '@app/persistence';
import { Command, CommandRunner, Option } from 'nest-commander';
import { resolve } from 'node:path';
import { CommandFailure } from '../command-failure.js';
import { confirm } from '../confirm.js';
import { dataFolder } from '../data-folder.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { Terminal } from '../terminal.js';

interface RestoreFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
}

@Command({
  name: 'restore',
  arguments: '<file>',
  description: 'put a backup in the place of the store; only while watchdog and API are stopped',
})
export class RestoreCommand extends CommandRunner {
  constructor(
    private readonly terminal: Terminal,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run([file = '']: string[], { yes = false, json = false }: RestoreFlags): Promise<void> {
    const path = resolve(file);
    const folder = dataFolder(this.environment);
    await confirm(`Replace the store in ${folder} by ${path}?`, yes);
    const result = await restoreStore(folder, path);
    if (!result.ok) throw new CommandFailure(failures[result.reason], result.message);
    const { replaced } = result;
    if (json) this.terminal.json({ restored: path, replaced: replaced ?? null });
    else
      this.terminal.data(
        `Restored ${path}.${replaced === undefined ? '' : ` The store from before is ${replaced}.`}`,
      );
  }

  @Option({ flags: '--yes', description: "don't ask" })
  parseYes(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }
}

const failures = { 'in-use': exitCodes.alreadyRunning, unusable: exitCodes.usage } as const;
