import type { FleetStore } from '../fleet-store.js';
import { commandSubject } from './names.js';
import type { NatsLink } from './nats-link.js';

const BATCH = 100;

/** Sends the commands that the store holds. Two instances may send the same one: the stream keeps it once. */
export class CommandSender {
  constructor(
    private readonly link: NatsLink,
    private readonly store: FleetStore,
  ) {}

  /** @returns whether there may be more. @throws while NATS or the database cannot be reached */
  async sendNext(): Promise<boolean> {
    const commands = await this.store.unsent(BATCH);
    if (commands.length === 0) return false;
    const jetStream = await this.link.jetStream();
    await Promise.all(
      commands.map((command) =>
        jetStream.publish(commandSubject(command.host), JSON.stringify(command), {
          msgID: command.id,
        }),
      ),
    );
    await this.store.sent(commands.map(({ id }) => id));
    return commands.length === BATCH;
  }
}
