import { PauseDesk } from '@app/healing';
import { execa } from 'execa';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { parseDuration } from '../duration.js';
import { exitCodes } from '../exit-code.js';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

const LONGEST_MS = 2 * 3_600_000;

/** Heals rest while a command runs, a deploy for instance; its exit code is handed on. */
@Command({
  name: 'maintenance',
  arguments: '<command...>',
  description: 'pause all heals while a command runs: autoheal maintenance -- npm run deploy',
})
export class MaintenanceCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  async run(
    [file = '', ...args]: string[],
    { atMost = LONGEST_MS }: { atMost?: number },
  ): Promise<void> {
    const reason = `maintenance: ${[file, ...args].join(' ')}`.slice(0, 200);
    const pause = await this.desk((desk) =>
      desk.pause({ target: null, forMs: atMost, reason, who: who() }),
    );
    this.terminal.progress(`Heals are paused until this ends, at most until ${pause.until}.`);
    try {
      process.exitCode = await runToEnd(file, args);
    } finally {
      await this.desk((desk) => desk.resume(null, who()));
      this.terminal.progress('Heals may run again.');
    }
  }

  @Option({ flags: '--at-most <time>', description: 'when heals resume in any case; default 2h' })
  parseAtMost(text: string): number {
    const ms = parseDuration(text);
    if (ms !== undefined && ms > 0) return ms;
    throw new CommandFailure(exitCodes.usage, `--at-most ${text}: say it as 90s, 30m, 2h or 1d.`);
  }

  private desk<T>(work: (desk: PauseDesk) => Promise<T>): Promise<T> {
    return this.store.use((context) => work(context.get(PauseDesk, { strict: false })));
  }
}

/** What ends us ends the command; we stay to end the pause. Ctrl-C reaches the command by itself. */
async function runToEnd(file: string, args: readonly string[]): Promise<number> {
  const running = execa(file, args, { stdio: 'inherit', reject: false });
  const stay = (): void => undefined;
  const hand = (): void => void running.kill('SIGTERM');
  process.on('SIGINT', stay).on('SIGTERM', hand);
  const result = await running;
  process.off('SIGINT', stay).off('SIGTERM', hand);
  if (result.exitCode !== undefined) return result.exitCode;
  if (result.code === 'ENOENT')
    throw new CommandFailure(exitCodes.usage, `There is no command "${file}".`);
  return exitCodes.healFailed;
}
