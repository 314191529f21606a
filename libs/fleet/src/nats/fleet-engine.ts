import type { Clock } from '@app/clock';
import type { CommandHandler, FleetAnswer, FleetCommand } from '../fleet-command.js';
import type { FleetEvent } from '../fleet-event.js';
import type { FleetStore } from '../fleet-store.js';
import type { HostReport } from '../host-report.js';
import { RepeatingWork } from '../repeating-work.js';
import { CommandDesk } from './command-desk.js';
import { CommandSender } from './command-sender.js';
import { EventPublisher, type EventSource } from './event-publisher.js';
import { Heartbeat } from './heartbeat.js';
import { commandSubject, streams, token } from './names.js';
import { NatsLink } from './nats-link.js';
import type { FleetLimitSettings } from '../limits.settings.js';
import { type Projection, StreamProjector } from './stream-projector.js';
import { Turns } from './turns.js';

const BEAT_MS = 5_000;
const FAREWELL_MS = 1_000;
const DURABLE = 'projection';

/** All that goes over NATS. What cannot be reached is tried again until it is closed. */
export class FleetEngine {
  private readonly link: NatsLink;
  private readonly works: RepeatingWork[] = [];
  /** The last things to say; who cannot say them leaves without. */
  private readonly farewells: (() => Promise<unknown>)[] = [];

  private turns: Turns | undefined;

  /** @param replicas how many of the servers keep what is made anew */
  constructor(
    servers: readonly string[],
    name: string,
    private readonly clock: Clock,
    replicas = 1,
  ) {
    this.link = new NatsLink(servers, name, replicas);
  }

  /** The events of a host's store go to the fleet from now on. */
  publish(source: EventSource): void {
    const publisher = new EventPublisher(this.link, source, this.clock);
    this.repeat('Events of this host reach the fleet', () => publisher.publishNext());
    this.farewells.push(() => publisher.publishNext());
  }

  /** The fleet hears of this host every few seconds from now on. */
  beat(report: () => Promise<HostReport>, everyMs = BEAT_MS): void {
    const heartbeat = new Heartbeat(this.link, report);
    const piece = async () => {
      await heartbeat.beat();
      return false;
    };
    this.repeat('The fleet hears of this host', piece, everyMs);
    this.farewells.push(() => heartbeat.beat('stopped'));
  }

  /** The fleet's events and hosts go into the shared database from now on. */
  project(store: FleetStore): void {
    this.follow<FleetEvent>('Events of the fleet are stored', {
      stream: streams.events.name,
      durable: DURABLE,
      keep: (messages) => store.project(messages.map(({ value }) => value)),
    });
    this.follow<HostReport>('Hosts of the fleet are seen', {
      stream: streams.hosts.name,
      durable: DURABLE,
      keep: (messages) => store.seen(messages.map(({ value, at }) => ({ ...value, seenAt: at }))),
    });
  }

  /** This host carries out what it is asked to from now on, and answers. */
  obey(host: string, handler: CommandHandler): void {
    const desk = new CommandDesk(this.link, host, handler, this.clock);
    this.follow<FleetCommand>('Commands of the fleet are heard', {
      stream: streams.commands.name,
      durable: `host-${token(host)}`,
      subject: commandSubject(host),
      keep: async (messages) => {
        for (const { value } of messages) await desk.take(value);
      },
    });
  }

  /** Commands that the store holds go to their hosts from now on, and the answers into the store. */
  command(store: FleetStore): void {
    const sender = new CommandSender(this.link, store);
    this.repeat('Commands reach the fleet', () => sender.sendNext());
    this.follow<FleetAnswer>('Answers of the fleet are stored', {
      stream: streams.answers.name,
      durable: DURABLE,
      keep: (messages) => store.answered(messages.map(({ value }) => value)),
    });
  }

  /** Heals of this host wait for their turn among all from now on. */
  limit(host: string, limits: FleetLimitSettings): Turns {
    this.turns = new Turns(this.link, host, limits, this.clock);
    return this.turns;
  }

  async close(): Promise<void> {
    await this.turns?.stop();
    await Promise.all(this.works.map((work) => work.stop()));
    const said = new AbortController();
    await Promise.race([
      Promise.allSettled(this.farewells.map((farewell) => farewell())),
      this.clock.sleep(FAREWELL_MS, said.signal),
    ]);
    said.abort();
    await this.link.close();
  }

  private follow<T>(what: string, projection: Projection<T>): void {
    const projector = new StreamProjector(this.link, projection, this.clock);
    this.repeat(what, async (signal) => {
      await projector.project(signal);
      return true;
    });
  }

  private repeat(
    what: string,
    piece: (signal: AbortSignal) => Promise<boolean>,
    idleMs?: number,
  ): void {
    this.works.push(new RepeatingWork(what, this.clock, piece, idleMs).start());
  }
}
