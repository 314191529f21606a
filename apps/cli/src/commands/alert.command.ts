import { AlertTest } from '@app/alerting';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { exitCodes } from '../exit-code.js';
import { Progress } from '../progress/progress.js';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';

@Command({
  name: 'alert',
  arguments: '<verb>',
  description: 'test: send to every channel what a real incident sends',
})
export class AlertCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
    private readonly progress: Progress,
  ) {
    super();
  }

  async run([verb]: string[], { json = false }: { json?: boolean }): Promise<void> {
    if (verb !== 'test') throw new CommandFailure(exitCodes.usage, 'Known: alert test');
    const results = await this.progress.run('Sending a test alert to every channel', () =>
      this.store.use((context) => context.get(AlertTest, { strict: false }).run()),
    );
    if (json) this.terminal.json(results);
    else {
      for (const { channel, outcome } of results) {
        this.terminal.data(
          `${channel.padEnd(10)} ${outcome.ok ? 'sent' : `${outcome.reason}: ${outcome.message}`}`,
        );
      }
    }
    if (results.some(({ outcome }) => !outcome.ok)) process.exitCode = exitCodes.healFailed;
  }

  @Option({ flags: '--json', description: 'as JSON, with the payloads' })
  parseJson(): boolean {
    return true;
  }
}
