import { PauseDesk } from '@app/healing';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { parseDuration } from '../duration.js';
import { exitCodes } from '../exit-code.js';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

const DEFAULT_LENGTH_MS = 3_600_000;

interface PauseFlags {
  readonly for?: number;
  readonly reason?: string;
  readonly json?: boolean;
}

@Command({
  name: 'pause',
  arguments: '[service]',
  description: 'stop heals of a service, or of all, for a while (by default an hour)',
})
export class PauseCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  async run([service]: string[], flags: PauseFlags): Promise<void> {
    const target = service ?? null;
    const { for: forMs = DEFAULT_LENGTH_MS, reason = 'paused by hand', json = false } = flags;
    const pause = await this.store.use((context) =>
      context.get(PauseDesk, { strict: false }).pause({ target, forMs, reason, who: who() }),
    );
    if (json) this.terminal.json(pause);
    else
      this.terminal.data(
        `Heals of ${target ?? 'everything'} are paused until ${pause.until}. Resume earlier with: autoheal resume${target === null ? '' : ` ${target}`}`,
      );
  }

  @Option({ flags: '--for <time>', description: 'for instance 30m, 2h, 1d; at most 7d' })
  parseFor(text: string): number {
    const ms = parseDuration(text);
    if (ms !== undefined && ms > 0) return ms;
    throw new CommandFailure(exitCodes.usage, `--for ${text}: say it as 90s, 30m, 2h or 1d.`);
  }

  @Option({ flags: '--reason <text>', description: 'why, for whoever wonders' })
  parseReason(text: string): string {
    return text;
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }
}
