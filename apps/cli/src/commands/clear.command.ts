import { DETECTION_LOG, type DetectionLog } from '@app/detection';
import { LoopDesk } from '@app/healing';
import { Command, CommandRunner, Option } from 'nest-commander';
import { confirm } from '../confirm.js';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

interface ClearFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
}

@Command({
  name: 'clear',
  description: 'Forget streaks and loop guards; what was read and what was done stays known',
})
export class ClearCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  async run(_arguments: string[], { yes = false, json = false }: ClearFlags): Promise<void> {
    await confirm('Forget all streaks and loop guards?', yes);
    const { streaks, guards } = await this.store.use(async (context) => {
      const log = context.get<DetectionLog>(DETECTION_LOG, { strict: false });
      const deletes = (await log.loadStreaks()).map(({ key }) => key);
      await log.commit({ checkpoints: [], streaks: { upserts: [], deletes }, detections: [] });
      const reset = await context.get(LoopDesk, { strict: false }).reset(who());
      return { streaks: deletes.length, guards: reset.length };
    });
    if (json) this.terminal.json({ streaks, guards });
    else
      this.terminal.data(
        `Forgot ${String(streaks)} streak(s) and ${String(guards)} loop guard(s). A running watchdog keeps its streaks until it restarts.`,
      );
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  @Option({ flags: '--yes', description: "don't ask" })
  parseYes(): boolean {
    return true;
  }
}
