import { LoopDesk } from '@app/healing';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { confirm } from '../confirm.js';
import { exitCodes } from '../exit-code.js';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

interface LoopFlags {
  readonly json?: boolean;
  readonly yes?: boolean;
}

@Command({
  name: 'loop',
  arguments: '<verb> [target]',
  argsDescription: { verb: 'list | reset' },
  description: 'list | reset [TARGET]',
})
export class LoopCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  async run(
    [verb = 'list', target]: string[],
    { json = false, yes = false }: LoopFlags,
  ): Promise<void> {
    if (verb === 'list') await this.list(json);
    else if (verb === 'reset') await this.reset(target, yes, json);
    else
      throw new CommandFailure(exitCodes.usage, `There is no "loop ${verb}"; known: list, reset.`);
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  @Option({ flags: '--yes', description: "don't ask" })
  parseYes(): boolean {
    return true;
  }

  private async list(json: boolean): Promise<void> {
    const guards = await this.store.use((context) =>
      context.get(LoopDesk, { strict: false }).list(),
    );
    if (json) {
      this.terminal.json(guards);
      return;
    }
    if (guards.length === 0) this.terminal.data('No heal was counted yet.');
    for (const { target, actionType, key, state } of guards) {
      const until =
        state.phase === 'closed' ? '' : `, next trial ${new Date(state.notBefore).toISOString()}`;
      this.terminal.data(
        `${state.phase.padEnd(6)} ${target}: ${actionType} (${key}), ${String(state.heals.length)} heal(s)${until}`,
      );
    }
  }

  private async reset(target: string | undefined, yes: boolean, json: boolean): Promise<void> {
    if (target === undefined) await confirm('Reset every loop?', yes);
    const reset = await this.store.use((context) =>
      context.get(LoopDesk, { strict: false }).reset(who(), target),
    );
    if (json) this.terminal.json(reset);
    else
      this.terminal.data(
        reset.length === 0
          ? 'There was nothing to reset.'
          : `Reset ${String(reset.length)} loop guard(s); heals may run again.`,
      );
  }
}
