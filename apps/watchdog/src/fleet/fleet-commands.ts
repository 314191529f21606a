import { Inject, Injectable } from '@nestjs/common';
import {
  COMMAND_LOG,
  type CommandHandler,
  type CommandLog,
  type FleetCommand,
  type FleetOrder,
  type FleetOutcome,
} from '@app/fleet';
import { HealDesk, type ManualHealResult, PauseDesk } from '@app/healing';
import { PushedPatterns } from './pushed-patterns.js';

const MINUTE_MS = 60_000;

type Asked<K extends FleetOrder['kind']> = Extract<FleetOrder, { readonly kind: K }>;

/** What the fleet asks of this host goes to the desks where people of this host ask too. */
@Injectable()
export class FleetCommands implements CommandHandler {
  constructor(
    @Inject(COMMAND_LOG) private readonly log: CommandLog,
    private readonly heals: HealDesk,
    private readonly pauses: PauseDesk,
    private readonly patterns: PushedPatterns,
  ) {}

  async carryOut(command: FleetCommand): Promise<FleetOutcome> {
    const known = await this.log.outcomeOf(command.id);
    if (known) return known;
    const outcome = await this.act(command);
    await this.log.save(command.id, outcome);
    return outcome;
  }

  private act({ id, order, who }: FleetCommand): Promise<FleetOutcome> {
    switch (order.kind) {
      case 'heal':
        return this.heal(id, order, who);
      case 'pause':
        return this.pause(order, who);
      case 'resume':
        return this.resume(order, who);
      case 'config':
        return this.patterns.take(id, order.text);
      default:
        return unknown(order);
    }
  }

  /** The heal has the command's id, so that there is one, whatever dies in between. */
  private async heal(id: string, order: Asked<'heal'>, who: string): Promise<FleetOutcome> {
    const { action, service, reason } = order;
    const target = service === undefined ? {} : { target: service };
    return told(await this.heals.request({ id, action, requestedBy: who, reason, ...target }));
  }

  private async pause(order: Asked<'pause'>, who: string): Promise<FleetOutcome> {
    const { service, minutes, reason } = order;
    const forMs = minutes * MINUTE_MS;
    const { until } = await this.pauses.pause({ target: service, forMs, reason, who });
    return { outcome: 'done', message: `${service ?? 'Everything'} is paused until ${until}.` };
  }

  private async resume({ service }: Asked<'resume'>, who: string): Promise<FleetOutcome> {
    return (await this.pauses.resume(service, who))
      ? { outcome: 'done', message: `${service ?? 'Everything'} is healed again.` }
      : { outcome: 'refused', message: `${service ?? 'Everything'} was not paused by itself.` };
  }
}

/** A newer version may ask for what this one does not know. */
function unknown(order: never): Promise<FleetOutcome> {
  const { kind } = order as FleetOrder;
  return Promise.resolve({
    outcome: 'refused',
    message: `This version does not know how to ${kind}. Update it.`,
  });
}

function told(result: ManualHealResult): FleetOutcome {
  switch (result.outcome) {
    case 'accepted':
      return { outcome: 'done', message: `Heal ${result.heal.id} was accepted.` };
    case 'invalid':
      return { outcome: 'refused', message: result.message };
    case 'busy':
      return { outcome: 'refused', message: `Heal ${result.heal.id} is under way already.` };
    case 'loop-open':
      return { outcome: 'refused', message: `Its loop is open until ${result.retryAt}.` };
  }
}
