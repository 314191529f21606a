import { LONGEST_SILENCE_MINUTES, type SilenceMatchers, Silences } from '@app/alerting';
import { severities } from '@app/contracts';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { parseDuration } from '../duration.js';
import { exitCodes } from '../exit-code.js';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

const DEFAULT_LENGTH_MS = 3_600_000;
const MINUTE_MS = 60_000;

interface SilenceFlags {
  readonly service?: string;
  readonly pattern?: string;
  readonly severity?: string;
  readonly for?: number;
  readonly reason?: string;
  readonly json?: boolean;
}

@Command({
  name: 'silence',
  arguments: '<verb> [id]',
  argsDescription: { verb: 'add | list | expire' },
  description:
    'add: keep alerts silent for a while (by default an hour; they stay on record) | list | expire ID',
})
export class SilenceCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  async run([act, id]: string[], flags: SilenceFlags): Promise<void> {
    await this.store.use(async (context) => {
      const silences = context.get(Silences, { strict: false });
      if (act === 'add') await this.add(silences, flags);
      else if (act === 'list') await this.list(silences, flags);
      else if (act === 'expire') await this.expire(silences, id, flags);
      else
        throw new CommandFailure(
          exitCodes.usage,
          `silence ${act ?? ''}: say add, list, or expire with an id.`,
        );
    });
  }

  private async add(silences: Silences, flags: SilenceFlags): Promise<void> {
    const { for: forMs = DEFAULT_LENGTH_MS, reason = 'silenced by hand', json = false } = flags;
    const silence = await silences.create({
      matchers: matchersOf(flags),
      minutes: Math.max(1, Math.round(forMs / MINUTE_MS)),
      reason,
      createdBy: who(),
    });
    if (json) this.terminal.json(silence);
    else
      this.terminal.data(
        `Alerts of ${coverOf(silence.matchers)} are silent until ${silence.endsAt}. End it earlier with: autoheal silence expire ${silence.id}`,
      );
  }

  private async list(silences: Silences, { json = false }: SilenceFlags): Promise<void> {
    const active = await silences.active();
    if (json) this.terminal.json(active);
    else if (active.length === 0) this.terminal.data('No alerts are silenced.');
    else
      for (const { id, matchers, endsAt, reason, createdBy } of active)
        this.terminal.data(
          `${id}  until ${endsAt}  ${coverOf(matchers)}: ${reason} (${createdBy})`,
        );
  }

  private async expire(
    silences: Silences,
    id: string | undefined,
    { json = false }: SilenceFlags,
  ): Promise<void> {
    if (id === undefined)
      throw new CommandFailure(
        exitCodes.usage,
        'silence expire: which? See autoheal silence list.',
      );
    if (!(await silences.expire(id)))
      throw new CommandFailure(exitCodes.usage, `There is no active silence ${id}.`);
    if (json) this.terminal.json({ id, expired: true });
    else this.terminal.data(`Silence ${id} has ended.`);
  }

  @Option({ flags: '--service <name>', description: 'of this service; * stands for any text' })
  parseService(text: string): string {
    return text;
  }

  @Option({ flags: '--pattern <id>', description: 'of this pattern, resource rule or probe' })
  parsePattern(text: string): string {
    return text;
  }

  @Option({
    flags: '--severity <severity>',
    description: severities.join(', '),
    choices: [...severities],
  })
  parseSeverity(text: string): string {
    return text;
  }

  @Option({ flags: '--for <time>', description: 'for instance 30m, 2h, 1d; at most 7d' })
  parseFor(text: string): number {
    const ms = parseDuration(text);
    if (ms !== undefined && ms > 0 && ms <= LONGEST_SILENCE_MINUTES * MINUTE_MS) return ms;
    throw new CommandFailure(
      exitCodes.usage,
      `--for ${text}: say it as 30m, 2h or 1d, 7d at most.`,
    );
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

function matchersOf({ service, pattern, severity }: SilenceFlags): SilenceMatchers {
  const known = severities.find((candidate) => candidate === severity);
  if (severity !== undefined && !known)
    throw new CommandFailure(
      exitCodes.usage,
      `--severity ${severity}: say one of ${severities.join(', ')}.`,
    );
  return {
    ...(service === undefined ? {} : { service }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(known ? { severity: known } : {}),
  };
}

function coverOf(matchers: SilenceMatchers): string {
  const given = Object.entries(matchers).map(([name, value]) => `${name} ${String(value)}`);
  return given.length === 0 ? 'everything' : given.join(', ');
}
