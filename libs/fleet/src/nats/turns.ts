import { Logger } from '@nestjs/common';
import type { Clock } from '@app/clock';
import type { FleetLimitSettings, MostHosts } from '../limits.settings.js';
import { BudgetBook } from './budget-book.js';
import { type Holder, type Lease, LeaseBook } from './lease-book.js';
import { streams } from './names.js';
import type { NatsLink } from './nats-link.js';

const ASK_MS = 500;
const RENEWALS = 3;

/** What becomes of a wish to heal. `withdrawn`: it is no longer wanted. */
export type Turn =
  | { readonly outcome: 'granted' }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'withdrawn' };

/** Whose heals run now, over all hosts. What this host holds it renews until it gives it back. */
export class Turns {
  private readonly logger = new Logger('Fleet');
  private readonly leases: LeaseBook;
  private readonly budgets: BudgetBook;
  private readonly held = new Map<string, { lease: Lease; readonly holder: Holder }>();
  private readonly stopRenewing: () => void;
  private renewing: Promise<void> | undefined;

  constructor(
    private readonly link: NatsLink,
    private readonly host: string,
    private readonly limits: FleetLimitSettings,
    private readonly clock: Clock,
  ) {
    this.leases = new LeaseBook(link, limits.leaseMs);
    this.budgets = new BudgetBook(link);
    this.stopRenewing = clock.every(limits.leaseMs / RENEWALS, () => {
      this.renewing ??= this.renewAll().finally(() => (this.renewing = undefined));
    });
  }

  /** Waits until this heal of the service may run. Never rejects. */
  async wait(service: string, healId: string, signal: AbortSignal): Promise<Turn> {
    while (!signal.aborted) {
      const turn = await this.ask(service, healId);
      if (turn) return turn;
      await this.clock.sleep(ASK_MS, signal);
    }
    return { outcome: 'withdrawn' };
  }

  /** The heal is over. No harm when it held nothing. */
  async end(healId: string): Promise<void> {
    const held = this.held.get(healId);
    this.held.delete(healId);
    if (!held) return;
    try {
      await this.renewing;
      await this.leases.release(held.lease);
    } catch (error) {
      this.logger.warn({ msg: 'A turn ends by time only', healId, error: String(error) });
    }
  }

  async stop(): Promise<void> {
    this.stopRenewing();
    await this.renewing;
  }

  /** @returns undefined when it has to wait */
  private async ask(service: string, healId: string): Promise<Turn | undefined> {
    try {
      if (!(await this.hasTurn(service, healId))) return undefined;
      if (await this.isInBudget(service, healId)) return { outcome: 'granted' };
    } catch (error) {
      this.link.doubt();
      if (this.limits.whenCut === 'wait') return undefined;
      this.logger.warn({
        msg: 'NATS cannot be asked: healing all the same',
        healId,
        error: String(error),
      });
      return { outcome: 'granted' };
    }
    await this.end(healId);
    const { healsPerHour } = this.limits;
    return {
      outcome: 'refused',
      message: `The fleet has healed ${service} ${String(healsPerHour)} times within the last hour, which is all that FLEET_MAX_HEALS_PER_HOUR allows. Look why heals of it do not last.`,
    };
  }

  private async hasTurn(service: string, healId: string): Promise<boolean> {
    const { most } = this.limits;
    if (!most) return true;
    const holder = { host: this.host, healId };
    const lease = await this.leases.acquire(service, await this.hostsOf(most), holder);
    if (lease) this.held.set(healId, { lease, holder });
    return lease !== undefined;
  }

  private async isInBudget(service: string, healId: string): Promise<boolean> {
    const { healsPerHour } = this.limits;
    if (healsPerHour === undefined) return true;
    return this.budgets.spend(service, healId, healsPerHour, this.clock.now());
  }

  /** One host at least may always heal. */
  private async hostsOf(most: MostHosts): Promise<number> {
    if ('hosts' in most) return most.hosts;
    const manager = await (await this.link.jetStream()).jetstreamManager();
    const { state } = await manager.streams.info(streams.hosts.name);
    return Math.max(1, Math.floor((state.messages * most.percent) / 100));
  }

  private async renewAll(): Promise<void> {
    for (const [healId, held] of this.held) {
      try {
        const lease = await this.leases.renew(held.lease, held.holder);
        if (lease) held.lease = lease;
        else this.lost(healId);
      } catch (error) {
        this.logger.warn({ msg: 'A turn cannot be renewed', healId, error: String(error) });
      }
    }
  }

  private lost(healId: string): void {
    this.held.delete(healId);
    this.logger.warn({
      msg: 'A turn was lost: it was not renewed in time, and others may heal the same service now',
      healId,
    });
  }
}
