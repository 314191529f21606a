import { Inject } from '@nestjs/common';
import type { AnyDomainEvent } from '@app/contracts';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { loadPatterns } from '../load-patterns.js';
import { logArgument } from '../log-argument.js';
import { countedBytes } from '../progress/counted-bytes.js';
import { Progress } from '../progress/progress.js';
import { replayLog } from '../replay/replay-log.js';
import { type ReplaySummary, summarizeReplay } from '../replay/summarize-replay.js';
import { StoryTeller } from '../story/story-teller.js';
import { Terminal } from '../terminal.js';

interface ReplayFlags {
  readonly suppose?: 'works' | 'fails';
  readonly json?: boolean;
}

@Command({
  name: 'replay',
  arguments: '<logfile>',
  description:
    "run a log through detection and healing on its lines' own clock; nothing is healed, nobody is alerted",
})
export class ReplayCommand extends CommandRunner {
  constructor(
    private readonly terminal: Terminal,
    private readonly progress: Progress,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run([path]: string[], { suppose = 'works', json = false }: ReplayFlags): Promise<void> {
    const log = logArgument(path);
    const patterns = await loadPatterns(this.environment);
    const events = await this.progress.run(`Replaying ${log}`, (say) =>
      replayLog(log, {
        ...patterns,
        bytes: countedBytes(log, say),
        environment: this.environment,
        supposed: suppose,
      }),
    );
    const summary = summarizeReplay(events);
    if (json) this.terminal.json({ summary, events });
    else this.print(events, summary);
  }

  @Option({
    flags: '--suppose <works|fails>',
    description: 'how every act would have ended',
    choices: ['works', 'fails'],
  })
  parseSuppose(value: string): 'works' | 'fails' {
    if (value === 'works' || value === 'fails') return value;
    throw new CommandFailure(exitCodes.usage, `--suppose is works or fails, not "${value}".`);
  }

  @Option({ flags: '--json', description: 'as JSON: the summary and every event' })
  parseJson(): boolean {
    return true;
  }

  private print(events: readonly AnyDomainEvent[], summary: ReplaySummary): void {
    const teller = new StoryTeller();
    for (const event of events) {
      const line = teller.tell(event);
      if (line !== undefined) this.terminal.data(`${event.occurredAt}  ${line}`);
    }
    this.terminal.data(summaryText(summary));
  }
}

function summaryText(summary: ReplaySummary): string {
  if (summary.from === undefined) return 'No pattern would have raised a detection.';
  const { detections, heals, verified, ineffective, failed, skipped, loopsOpened } = summary;
  return [
    '',
    `${counted(detections, 'detection')} led to ${counted(heals, 'heal')}: ${String(verified)} helped, ${String(ineffective)} did not, ${String(failed)} failed.`,
    `Held back: ${counted(skipped, 'heal')}. Stopped: ${counted(loopsOpened, 'loop')}.`,
  ].join('\n');
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
