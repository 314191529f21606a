import type { HealActionSpec } from '@app/contracts';
import { type Heal, HealDesk, parseHealAction } from '@app/healing';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { confirm } from '../confirm.js';
import { type ExitCode, exitCodes } from '../exit-code.js';
import { waitForHeal } from '../heal/wait-for-heal.js';
import { Progress } from '../progress/progress.js';
import { Store } from '../store/store.js';
import { requireWatchdog } from '../store/watchdog-state.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

interface HealFlags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly wait?: boolean;
  readonly reason?: string;
  readonly timeout?: number;
}

/** What may stand after `heal`, and the action that it means. */
const kinds: Readonly<Record<string, (subject: string | undefined) => HealActionSpec>> = {
  general: () => ({ type: 'GENERAL_RESTART' }),
  restart: (service) => ({ type: 'RESTART_SERVICE', service }),
  fix: (filePath) => ({ type: 'CODEX_FIX_FILE', filePath }),
  db: () => ({ type: 'CHECK_DB_HEALTH' }),
};

@Command({
  name: 'heal',
  arguments: '<kind> [subject]',
  argsDescription: { kind: Object.keys(kinds).join(' | ') },
  description: 'Heal by hand: general | restart SERVICE | fix FILE | db',
})
export class HealCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
    private readonly progress: Progress,
  ) {
    super();
  }

  async run([kind = '', subject]: string[], flags: HealFlags): Promise<void> {
    const action = this.actionOf(kind, subject);
    const parsed = parseHealAction(action);
    if (!parsed.ok) throw new CommandFailure(exitCodes.usage, parsed.message);
    const target = parsed.definition.defaultTarget(parsed.parameters);
    const act = `${action.type} of ${target}`;
    if (flags.dryRun) {
      if (flags.json) this.terminal.json({ dryRun: true, action, target });
      else this.terminal.data(`Would ask the watchdog for: ${act}. Nothing was done.`);
      return;
    }
    if (parsed.definition.risky) await confirm(`Do ${act}?`, flags.yes ?? false);
    const heal = await this.store.use(async (context) => {
      await requireWatchdog(context);
      const desk = context.get(HealDesk, { strict: false });
      const accepted = await this.request(desk, action, flags);
      this.terminal.progress(`Asked for ${act} (${accepted.id}).`);
      if (flags.wait === false) return accepted;
      return this.progress.run(act, (say) => waitForHeal(desk, accepted.id, say, flags.timeout));
    });
    this.report(heal, flags.json ?? false);
  }

  @Option({ flags: '--dry-run', description: 'say what would be done, and do nothing' })
  parseDryRun(): boolean {
    return true;
  }

  @Option({ flags: '--yes', description: "don't ask" })
  parseYes(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'the heal as JSON' })
  parseJson(): boolean {
    return true;
  }

  @Option({ flags: '--force', description: 'although a loop is open' })
  parseForce(): boolean {
    return true;
  }

  @Option({ flags: '--no-wait', description: "don't wait for the end" })
  parseWait(): boolean {
    return false;
  }

  @Option({ flags: '--reason <text>', description: 'why, for the audit log' })
  parseReason(text: string): string {
    return text;
  }

  @Option({ flags: '--timeout <seconds>', description: 'how long to wait' })
  parseTimeout(text: string): number {
    const seconds = Number(text);
    if (!(seconds > 0))
      throw new CommandFailure(exitCodes.usage, '--timeout takes a number of seconds.');
    return seconds;
  }

  private actionOf(kind: string, subject: string | undefined): HealActionSpec {
    const make = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (make) return make(subject);
    throw new CommandFailure(
      exitCodes.usage,
      `There is no heal "${kind}"; known: ${Object.keys(kinds).join(', ')}.`,
    );
  }

  private async request(
    desk: HealDesk,
    action: HealActionSpec,
    { reason, force = false }: HealFlags,
  ): Promise<Heal> {
    const result = await desk.request({
      action,
      requestedBy: who(),
      reason: reason ?? 'by hand',
      force,
    });
    switch (result.outcome) {
      case 'accepted':
        return result.heal;
      case 'invalid':
        throw new CommandFailure(exitCodes.usage, result.message);
      case 'busy':
        throw new CommandFailure(
          exitCodes.alreadyRunning,
          `A heal of ${result.heal.target} is under way: ${result.heal.id}`,
        );
      case 'loop-open':
        throw new CommandFailure(
          exitCodes.loopOpen,
          `The loop is open until ${result.retryAt}. Reset it, or pass --force.`,
        );
    }
  }

  private report(heal: Heal, json: boolean): void {
    if (json) this.terminal.json(heal);
    else this.terminal.data(`${heal.status}: ${heal.result ?? ''}`);
    const code: ExitCode = ['verified', 'requested'].includes(heal.status)
      ? exitCodes.done
      : exitCodes.healFailed;
    process.exitCode = code;
  }
}
