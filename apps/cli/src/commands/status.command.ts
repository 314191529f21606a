import { WATCHDOG_STATUS, watchdogLiveness, type WatchdogStatusStore } from '@app/contracts';
import { INCIDENT_STORE, type IncidentStore, LoopDesk } from '@app/healing';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { exitCodes } from '../exit-code.js';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';

interface StatusFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

@Command({ name: 'status', description: 'Is the watchdog alive, and what is open?' })
export class StatusCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  async run(_arguments: string[], { json = false, quiet = false }: StatusFlags): Promise<void> {
    const state = await this.read();
    if (json) this.terminal.json(state);
    else if (!quiet) this.print(state);
    if (state.watchdog !== 'running') {
      throw new CommandFailure(
        exitCodes.unreachable,
        `The watchdog is not running (${state.watchdog}).`,
      );
    }
    if (state.loops.length > 0)
      throw new CommandFailure(exitCodes.loopOpen, 'A loop is open; see: autoheal loop list');
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  @Option({ flags: '--quiet', description: 'only the exit code' })
  parseQuiet(): boolean {
    return true;
  }

  private read() {
    return this.store.use(async (context) => {
      const status = await context
        .get<WatchdogStatusStore>(WATCHDOG_STATUS, { strict: false })
        .read();
      const incidents = await context.get<IncidentStore>(INCIDENT_STORE, { strict: false }).open();
      const guards = await context.get(LoopDesk, { strict: false }).list();
      return {
        watchdog: watchdogLiveness(status, Date.now()),
        pid: status?.pid,
        since: status?.startedAt,
        patterns: status?.report.patterns,
        problems: status?.report.problems ?? [],
        incidents: incidents.map(({ id, title, target, openedAt, detections, heals }) => ({
          id,
          title,
          target,
          openedAt,
          detections,
          heals,
        })),
        loops: guards
          .filter(({ state }) => state.phase !== 'closed')
          .map(({ target, actionType, key }) => ({ target, actionType, key })),
      };
    });
  }

  private print(state: Awaited<ReturnType<StatusCommand['read']>>): void {
    const { terminal } = this;
    terminal.data(
      `watchdog   ${state.watchdog}${state.pid === undefined ? '' : ` (pid ${String(state.pid)}, since ${state.since ?? ''})`}`,
    );
    terminal.data(`patterns   ${String(state.patterns ?? 0)}`);
    for (const problem of state.problems) terminal.data(`problem    ${problem}`);
    terminal.data(`incidents  ${String(state.incidents.length)} open`);
    for (const { target, title, openedAt, detections, heals } of state.incidents) {
      terminal.data(
        `  ${target}: ${title} (since ${openedAt}, ${String(detections)} detections, ${String(heals)} heals)`,
      );
    }
    terminal.data(`loops      ${String(state.loops.length)} open`);
    for (const { target, actionType } of state.loops) {
      terminal.data(`  ${target}: ${actionType}; resume with: autoheal loop reset ${target}`);
    }
  }
}
