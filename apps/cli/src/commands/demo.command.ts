import { Inject } from '@nestjs/common';
import { SystemClock } from '@app/clock';
import { openDatabase, sqlEventStore } from '@app/persistence';
import { Command, CommandRunner, Option } from 'nest-commander';
import { Demo } from '../demo/demo.js';
import { summaryText } from '../demo/summary.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { Terminal } from '../terminal.js';

interface DemoFlags {
  readonly keep?: boolean;
  readonly json?: boolean;
}

@Command({ name: 'demo', description: 'Show the whole loop on a toy service that really fails' })
export class DemoCommand extends CommandRunner {
  constructor(
    private readonly terminal: Terminal,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run(_arguments: string[], { keep = false, json = false }: DemoFlags): Promise<void> {
    const demo = new Demo({
      keep,
      openAi: this.openAiVariables(),
      print: (line) => {
        if (json) this.terminal.progress(line);
        else this.terminal.data(line);
      },
      report: (summary) => {
        if (json) this.terminal.json(summary);
        else this.terminal.data(summaryText(summary));
      },
      openStore: async (dataDir) => {
        const database = await openDatabase(dataDir);
        return {
          store: sqlEventStore(database, new SystemClock()),
          close: () => database.destroy(),
        };
      },
      interrupted: new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
      }),
    });
    await demo.run();
  }

  @Option({ flags: '--keep', description: 'leave everything running afterwards' })
  parseKeep(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'what happened as JSON; the story goes to stderr' })
  parseJson(): boolean {
    return true;
  }

  private openAiVariables(): Record<string, string> {
    const names = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL'];
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = this.environment[name] ?? '';
        return value === '' ? [] : [[name, value]];
      }),
    );
  }
}
