import { Command, CommandRunner } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { completionTree } from '../completion/completion-tree.js';
import { shells } from '../completion/shells.js';
import { exitCodes } from '../exit-code.js';
import { Terminal } from '../terminal.js';

@Command({
  name: 'completion',
  arguments: '<shell>',
  argsDescription: { shell: Object.keys(shells).join(' | ') },
  description:
    'prints what completes autoheal in your shell, for instance: source <(autoheal completion bash)',
})
export class CompletionCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  run([shell = '']: string[]): Promise<void> {
    const write = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
    if (!write || !this.command.parent)
      throw new CommandFailure(
        exitCodes.usage,
        `There is no completion for "${shell}"; known: ${Object.keys(shells).join(', ')}.`,
      );
    this.terminal.data(write(completionTree(this.command.parent)));
    return Promise.resolve();
  }
}
