import { Logger } from '@nestjs/common';
import type { Clock } from '@app/clock';
import type { FleetLimitSettings, MostHosts } from '../limits.settings.js';
import { BudgetBook } from './budget-book.js';
import { LateReturns } from './late-returns.js';
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

/** Whether a turn that was granted is held at this moment. */
export type TurnCheck =
  /** `fencingToken`: higher than that of any heal of the service that acted before. Absent: turns are not limited, or NATS is away. */
  | { readonly outcome: 'held'; readonly fencingToken?: number }
  | { readonly outcome: 'lost'; readonly message: string };

interface Held {
  lease: Lease;
  readonly holder: Holder;
  /** When its newest renewal was asked for; it ends no sooner than the leases' time after that. */
  since: number;
  renewing?: Promise<Lease | undefined> | undefined;
}

/** Whose heals run now, over all hosts. What this host holds it renews until it gives it back. */
export class Turns {
  private readonly logger = new Logger('Fleet');
  private readonly leases: LeaseBook;
  private readonly budgets: BudgetBook;
  private readonly held = new Map<string, Held>();
  /** Heals whose turn was lost, until they are over or get another. */
  private readonly late = new Set<string>();
  private readonly returns: LateReturns;
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
    this.returns = new LateReturns(clock);
    this.stopRenewing = clock.every(limits.leaseMs / RENEWALS, () => {
      this.renewing ??= this.renewAll().finally(() => (this.renewing = undefined));
    });
  }

  /** Waits until this heal of the service may run. Never rejects. */
  async wait(service: string, healId: string, signal: AbortSignal): Promise<Turn> {
    await this.returns.cancel(healId);
    while (!signal.aborted) {
      const turn = await this.ask(service, healId);
      if (turn) return turn;
      await this.clock.sleep(ASK_MS, signal);
    }
    return { outcome: 'withdrawn' };
  }

  /**
   * Whether this heal still has its turn, by the server's word, which renews it. Without NATS by the clock: it is
   * held until it could have ended, and after that only where hosts heal when they are cut off. Never rejects.
   */
  async check(healId: string): Promise<TurnCheck> {
    if (!this.limits.most) return { outcome: 'held' };
    const held = this.held.get(healId);
    try {
      const lease = held && (await this.renew(held));
      if (lease) return { outcome: 'held', fencingToken: lease.fencingToken };
      if (held) this.lost(healId);
    } catch {
      const isSure = held && this.clock.now() < held.since + this.limits.leaseMs;
      if (isSure || this.limits.whenCut === 'heal') return { outcome: 'held' };
    }
    const isWithoutTurn = !held && !this.late.has(healId);
    if (isWithoutTurn && this.limits.whenCut === 'heal') return { outcome: 'held' };
    return {
      outcome: 'lost',
      message:
        'The turn of this heal in the fleet has ended, and another host may heal the same service now. Nothing more was begun.',
    };
  }

  /** The heal is over. No harm when it held nothing. */
  async end(healId: string): Promise<void> {
    const held = this.held.get(healId);
    this.held.delete(healId);
    this.late.delete(healId);
    if (!held) return;
    const giveBack = () => this.leases.release(held.lease, held.holder);
    try {
      await this.renewing;
      await giveBack();
    } catch (error) {
      this.logger.warn({ msg: 'A turn is given back later', healId, error: String(error) });
      this.returns.add(healId, giveBack, held.since + this.limits.leaseMs);
    }
  }

  async stop(): Promise<void> {
    this.stopRenewing();
    await this.renewing;
    await this.returns.stop();
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
    const since = this.clock.now();
    const lease = await this.leases.acquire(service, await this.hostsOf(most), holder);
    if (lease) {
      this.held.set(healId, { lease, holder, since });
      this.late.delete(healId);
    }
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
        if (!(await this.renew(held))) this.lost(healId);
      } catch (error) {
        this.logger.warn({ msg: 'A turn cannot be renewed', healId, error: String(error) });
      }
    }
  }

  /** Once at a time: the second of two would change what the first has changed already. */
  private renew(held: Held): Promise<Lease | undefined> {
    const since = this.clock.now();
    held.renewing ??= this.leases
      .renew(held.lease, held.holder)
      .then((lease) => {
        if (lease) Object.assign(held, { lease, since });
        return lease;
      })
      .finally(() => (held.renewing = undefined));
    return held.renewing;
  }

  private lost(healId: string): void {
    this.held.delete(healId);
    this.late.add(healId);
    this.logger.warn({
      msg: 'A turn was lost: it was not renewed in time, and others may heal the same service now',
      healId,
    });
  }
}
