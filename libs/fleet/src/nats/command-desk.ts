import type { Clock } from '@app/clock';
import type { CommandHandler, FleetAnswer, FleetCommand, FleetOutcome } from '../fleet-command.js';
import { answerSubject } from './names.js';
import type { NatsLink } from './nats-link.js';

/** Takes commands for this host and answers each. */
export class CommandDesk {
  constructor(
    private readonly link: NatsLink,
    private readonly host: string,
    private readonly handler: CommandHandler,
    private readonly clock: Clock,
  ) {}

  /** @throws while it cannot be carried out or answered; it comes again then */
  async take(command: FleetCommand): Promise<void> {
    const answer: FleetAnswer = {
      id: command.id,
      host: this.host,
      ...(await this.outcomeOf(command)),
    };
    const jetStream = await this.link.jetStream();
    await jetStream.publish(answerSubject(this.host), JSON.stringify(answer), { msgID: answer.id });
  }

  private async outcomeOf(command: FleetCommand): Promise<FleetOutcome> {
    if (Date.parse(command.expiresAt) > this.clock.now()) return this.handler.carryOut(command);
    return {
      outcome: 'expired',
      message: `${this.host} heard of it after ${command.expiresAt} and did nothing.`,
    };
  }
}
