import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { EVENT_CURSORS, EVENT_STORE, type EventCursors, type EventStore } from '@app/event-bus';
import {
  type FleetEngine,
  fleetLimitSettings,
  type FleetLimitSettings,
  fleetSettings,
  type FleetSettings,
  FOLLOWER,
  loadFleetEngine,
} from '@app/fleet';
import { maskNamedSecrets, REDACTOR, type Redactor, redactStrings } from '@app/redaction';
import { FleetCommands } from './fleet-commands.js';
import { FleetPermits } from './fleet-permits.js';
import { HostReporter } from './host-reporter.js';

/** This watchdog as one of many; alone, without anything loaded, where no fleet is configured. */
@Injectable()
export class FleetMember implements OnModuleInit {
  private engine: FleetEngine | undefined;

  constructor(
    @Inject(fleetSettings.token) private readonly settings: FleetSettings,
    @Inject(fleetLimitSettings.token) private readonly limits: FleetLimitSettings,
    @Inject(EVENT_STORE) private readonly events: EventStore,
    @Inject(EVENT_CURSORS) private readonly cursors: EventCursors,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(REDACTOR) private readonly redactor: Redactor,
    private readonly reporter: HostReporter,
    private readonly permits: FleetPermits,
    private readonly commands: FleetCommands,
  ) {}

  /** Before old events are forgotten: what the fleet has yet to hear is kept, however long it is away. */
  async onModuleInit(): Promise<void> {
    if (this.settings.natsServers) await this.cursors.enrol(FOLLOWER);
    else await this.cursors.leave(FOLLOWER);
  }

  /** Call it before heals run. Returns at once, whether the fleet can be reached or not. */
  async start(): Promise<void> {
    const { natsServers, host, replicas } = this.settings;
    if (!natsServers) return;
    const Engine = await loadFleetEngine();
    this.engine = new Engine(natsServers, `watchdog ${host}`, this.clock, replicas);
    this.engine.publish({
      host,
      events: this.events,
      cursors: this.cursors,
      mask: (payload) => redactStrings(maskNamedSecrets(payload), this.redactor),
    });
    this.engine.beat(() => this.reporter.report());
    this.engine.obey(host, this.commands);
    const { most, healsPerHour } = this.limits;
    if (most ?? healsPerHour) await this.permits.start(this.engine.limit(host, this.limits));
  }

  /** What is not published by then is at the next start. */
  async stop(): Promise<void> {
    this.permits.stop();
    await this.engine?.close();
  }
}
