import { type FleetOrder, type FleetStore, hostState } from '@app/fleet';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { parseDuration } from '../duration.js';
import { exitCodes } from '../exit-code.js';
import { ordered } from '../fleet/ordered.js';
import { patternText, pushed, pushResult } from '../fleet/push-patterns.js';
import { Fleet } from '../store/fleet.js';
import { Terminal } from '../terminal.js';

const MINUTE_MS = 60_000;
const DEFAULT_MINUTES = 60;

interface FleetFlags {
  readonly for?: number;
  readonly to?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

@Command({
  name: 'fleet',
  arguments: '<verb> [to] [service]',
  argsDescription: {
    verb: 'hosts | heal | pause | resume | config push | command',
    to: 'a host, or name=value: all hosts with that label; for command: its id',
    service:
      'for heal: which to restart; by default all, for pause and resume; for config push: the file',
  },
  description:
    'hosts: who is in the fleet | heal, pause, resume: ask hosts to | config push FILE --to HOST: give hosts a pattern file | command ID: what came of it',
})
export class FleetCommand extends CommandRunner {
  constructor(
    private readonly fleet: Fleet,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  async run([verb, to, service]: string[], flags: FleetFlags): Promise<void> {
    if (verb === 'hosts') return this.hosts(flags);
    if (to === undefined)
      throw new CommandFailure(
        exitCodes.usage,
        `fleet ${verb ?? ''}: say hosts; heal, pause or resume with a host or label; config push; or command with an id.`,
      );
    if (verb === 'command') return this.outcome(to, flags);
    if (verb === 'config') return this.pushConfig(to, service, flags);
    const order = orderOf(verb, service, flags);
    await this.fleet.use((store) => this.give(store, to, order, flags));
  }

  private async hosts({ json = false }: FleetFlags): Promise<void> {
    await this.fleet.use(async (store, { silentMs }) => {
      const now = Date.now();
      const hosts = (await store.hosts()).map((host) => ({
        ...host,
        state: hostState(host, silentMs, now),
      }));
      if (json) this.terminal.json(hosts);
      else if (hosts.length === 0) this.terminal.data('No host has reported yet.');
      else
        for (const { host, state, seenAt, version, configHash, labels, paused } of hosts)
          this.terminal.data(
            `${host}  ${state}${paused ? ', paused' : ''}  seen ${seenAt}  ${version}  patterns ${configHash}  ${labels.join(' ')}`,
          );
    });
  }

  private async give(
    store: FleetStore,
    to: string,
    order: FleetOrder,
    { json = false }: FleetFlags,
  ): Promise<void> {
    const commands = await ordered(store, to, order);
    if (json) this.terminal.json(commands);
    else
      for (const { id, host } of commands)
        this.terminal.data(`${host} is asked. What came of it: autoheal fleet command ${id}`);
  }

  private async pushConfig(act: string, file: string | undefined, flags: FleetFlags) {
    if (act !== 'push' || file === undefined || flags.to === undefined)
      throw new CommandFailure(
        exitCodes.usage,
        'Say: autoheal fleet config push FILE --to HOST, or --to name=value for all hosts with that label.',
      );
    const { to, reason = 'by hand', json = false } = flags;
    const order: FleetOrder = { kind: 'config', text: patternText(file), reason };
    const states = await this.fleet.use((store) => pushed(store, to, order));
    if (json) this.terminal.json(states);
    else for (const state of states) this.terminal.data(pushResult(state));
    if (states.some(({ answer }) => answer?.outcome !== 'done'))
      throw new CommandFailure(exitCodes.config, 'Not every host has these patterns in force.');
  }

  private async outcome(id: string, { json = false }: FleetFlags): Promise<void> {
    const [command] = await this.fleet.use((store) => store.commands([id]));
    if (!command) throw new CommandFailure(exitCodes.usage, `There is no command ${id}.`);
    const { host, order, answer } = command;
    if (json) this.terminal.json(command);
    else
      this.terminal.data(
        `${order.kind} of ${host}: ${answer ? `${answer.outcome}. ${answer.message}` : 'waiting'}`,
      );
  }

  @Option({ flags: '--for <time>', description: 'how long to pause: 30m, 2h, 1d; at most 7d' })
  parseFor(text: string): number {
    const ms = parseDuration(text);
    if (ms !== undefined && ms > 0) return ms;
    throw new CommandFailure(exitCodes.usage, `--for ${text}: say it as 90s, 30m, 2h or 1d.`);
  }

  @Option({ flags: '--to <host>', description: 'for config push: a host, or name=value' })
  parseTo(text: string): string {
    return text;
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

function orderOf(
  verb: string | undefined,
  service: string | undefined,
  { for: forMs = DEFAULT_MINUTES * MINUTE_MS, reason = 'by hand' }: FleetFlags,
): FleetOrder {
  if (verb === 'resume') return { kind: 'resume', service: service ?? null };
  if (verb === 'pause') {
    const minutes = Math.max(1, Math.round(forMs / MINUTE_MS));
    return { kind: 'pause', service: service ?? null, minutes, reason };
  }
  if (verb === 'heal' && service !== undefined)
    return { kind: 'heal', action: { type: 'RESTART_SERVICE', service }, reason };
  throw new CommandFailure(
    exitCodes.usage,
    `fleet ${verb ?? ''}: say hosts, command, pause, resume, or heal with a host and a service.`,
  );
}
