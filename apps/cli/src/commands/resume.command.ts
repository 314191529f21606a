import { PauseDesk } from '@app/healing';
import { Command, CommandRunner, Option } from 'nest-commander';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

@Command({
  name: 'resume',
  arguments: '[service]',
  description: 'end a pause of a service, or the pause of all',
})
export class ResumeCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  async run([service]: string[], { json = false }: { json?: boolean }): Promise<void> {
    const target = service ?? null;
    const { ended, left } = await this.store.use(async (context) => {
      const desk = context.get(PauseDesk, { strict: false });
      return { ended: await desk.resume(target, who()), left: await desk.list() };
    });
    if (json) {
      this.terminal.json({ ended, left });
      return;
    }
    const name = target ?? 'everything';
    this.terminal.data(ended ? `Heals of ${name} may run again.` : `${name} was not paused.`);
    for (const pause of left)
      this.terminal.data(`Still paused: ${pause.target ?? 'everything'} until ${pause.until}`);
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }
}
