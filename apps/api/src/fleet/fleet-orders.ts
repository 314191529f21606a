import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { commandsTo, type FleetCommandState, type FleetOrder } from '@app/fleet';
import type { FleetCommandView } from '@app/read-model';
import { ProblemException } from '../problem-details/problem.exception.js';
import { FleetService } from './fleet-service.js';

const SHOWN = 50;

/** Orders to hosts, as answers and problems. */
@Injectable()
export class FleetOrders {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly fleet: FleetService,
  ) {}

  /** @throws ProblemException when no host is meant */
  async give(to: string, order: FleetOrder, who: string): Promise<readonly FleetCommandView[]> {
    const now = this.clock.now();
    const hosts = await this.fleet.ask((store) => store.hosts());
    const commands = commandsTo(to, hosts, order, who, now);
    if (commands.length === 0)
      throw new ProblemException(
        'fleet-host-not-found',
        `The fleet has no host, and no host with the label, ${to}. GET /api/fleet/hosts lists them.`,
      );
    const requestedAt = new Date(now).toISOString();
    await this.fleet.ask((store) => store.order(commands, requestedAt));
    return commands.map((command) => viewOf({ ...command, requestedAt }));
  }

  /** The newest first. */
  async newest(): Promise<readonly FleetCommandView[]> {
    return (await this.fleet.ask((store) => store.newestCommands(SHOWN))).map(viewOf);
  }

  /** @throws ProblemException when there is none of this id */
  async find(id: string): Promise<FleetCommandView> {
    const [command] = await this.fleet.ask((store) => store.commands([id]));
    if (command) return viewOf(command);
    throw new ProblemException('fleet-command-not-found', `There is no command ${id}.`);
  }
}

function viewOf({
  id,
  host,
  order,
  who,
  requestedAt,
  expiresAt,
  answer,
}: FleetCommandState): FleetCommandView {
  const command = { id, host, kind: order.kind, who, requestedAt, expiresAt };
  return answer ? { ...command, ...answer } : { ...command, outcome: 'waiting' };
}
