import type {
  FleetAnswer,
  FleetCommand,
  FleetCommandState,
  FleetEvent,
  FleetHost,
  FleetStore,
  PlacedEvent,
} from '@app/fleet';
import {
  commandsSent,
  findCommands,
  newestCommands,
  saveAnswers,
  saveCommands,
  unsentCommands,
} from './commands.js';
import { eventsAfter, newestPosition } from './event-log.js';
import type { FleetDatabase } from './fleet-database.js';
import { claimReturned, claimSilent, listHosts, saveHosts, silenceTold } from './hosts.js';
import { forgetBefore } from './retention.js';
import { saveEvents, saveHeals, saveIncidents } from './projection/save-events.js';

/** Takes the fleet's events into PostgreSQL; the same event any number of times. */
export class PostgresFleetStore implements FleetStore {
  constructor(private readonly database: FleetDatabase) {}

  async project(events: readonly FleetEvent[]): Promise<void> {
    const db = await this.database.ready();
    await db.transaction().execute(async (transaction) => {
      await saveEvents(transaction, events);
      await saveHeals(transaction, events);
      await saveIncidents(transaction, events);
    });
  }

  async newestPosition(): Promise<number> {
    return newestPosition(await this.database.ready());
  }

  async eventsAfter(position: number, limit: number): Promise<readonly PlacedEvent[]> {
    return eventsAfter(await this.database.ready(), position, limit);
  }

  async forget(before: string): Promise<number> {
    return forgetBefore(await this.database.ready(), before);
  }

  async seen(hosts: readonly FleetHost[]): Promise<void> {
    await saveHosts(await this.database.ready(), hosts);
  }

  async hosts(): Promise<readonly FleetHost[]> {
    return listHosts(await this.database.ready());
  }

  async claimSilent(before: string, now: string): Promise<readonly FleetHost[]> {
    return claimSilent(await this.database.ready(), before, now);
  }

  async silenceTold(host: string): Promise<void> {
    await silenceTold(await this.database.ready(), host);
  }

  async claimReturned(since: string): Promise<readonly FleetHost[]> {
    return claimReturned(await this.database.ready(), since);
  }

  async order(commands: readonly FleetCommand[], now: string): Promise<void> {
    await saveCommands(await this.database.ready(), commands, now);
  }

  async unsent(limit: number): Promise<readonly FleetCommand[]> {
    return unsentCommands(await this.database.ready(), limit);
  }

  async sent(ids: readonly string[]): Promise<void> {
    await commandsSent(await this.database.ready(), ids);
  }

  async answered(answers: readonly FleetAnswer[]): Promise<void> {
    await saveAnswers(await this.database.ready(), answers);
  }

  async newestCommands(limit: number): Promise<readonly FleetCommandState[]> {
    return newestCommands(await this.database.ready(), limit);
  }

  async commands(ids: readonly string[]): Promise<readonly FleetCommandState[]> {
    return findCommands(await this.database.ready(), ids);
  }
}
