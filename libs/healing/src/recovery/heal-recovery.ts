import { Inject, Injectable, Logger } from '@nestjs/common';
import { failure } from '../actions/outcome.js';
import type { HealChild } from '../children/heal-child-store.js';
import { type OrphanEnd, Orphans } from '../children/orphans.js';
import { HealEnding } from '../execution/heal-ending.js';
import { HealExecutor } from '../execution/heal-executor.js';
import type { Heal } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { Verifier } from '../verification/verifier.js';

const ALL = 10_000;

const how: Readonly<Record<OrphanEnd, string>> = {
  'ended-by-itself': 'went on without it and came to an end of its own',
  'ended-by-setting': 'still ran and was ended, as HEAL_ORPHANS=end asks',
  'ended-by-time': 'went on without it until its time limit and was ended then',
  'ended-by-person': 'went on without it until somebody cancelled the heal',
};

/** Takes up what an earlier watchdog left: nothing is lost, and nothing runs twice. */
@Injectable()
export class HealRecovery {
  private readonly logger = new Logger(HealRecovery.name);
  private readonly leaving = new AbortController();
  private readonly settling = new Set<Promise<void>>();

  constructor(
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    private readonly executor: HealExecutor,
    private readonly verifier: Verifier,
    private readonly ending: HealEnding,
    private readonly orphans: Orphans,
  ) {}

  /**
   * Call once, after the bus has started and before lines are read. Does not wait for programs that
   * still run: their heals stay under way, so that nothing else is done to the target meanwhile.
   */
  async run(): Promise<void> {
    const orphans = await this.orphans.find();
    for (const heal of await this.heals.list({ statuses: ['running'], limit: ALL })) {
      const { id: healId, target } = heal;
      const children = orphans.get(healId);
      const pids = children?.map(({ pid }) => pid);
      this.logger.warn({
        msg: 'A heal was interrupted when the watchdog died',
        healId,
        target,
        ...(pids ? { stillRunning: pids } : {}),
      });
      if (children) this.settle(heal, children);
      else await this.close(heal, 'nobody knows whether it took effect');
    }
    for (const heal of await this.heals.list({ statuses: ['verifying'], limit: ALL }))
      this.verifier.begin(heal);
    for (const heal of await this.heals.list({ statuses: ['requested'], limit: ALL })) {
      this.executor.accept(heal.id, heal.target);
    }
  }

  /** Leaves programs that still run to the next start. */
  async stop(): Promise<void> {
    this.leaving.abort();
    await Promise.all(this.settling);
  }

  private settle(heal: Heal, children: readonly HealChild[]): void {
    const work = this.orphans
      .settle(heal, children, this.leaving.signal)
      .then(async (end) => {
        if (end) await this.close(heal, told(children, end));
      })
      .catch((error: unknown) => {
        this.logger.error({
          msg: 'An interrupted heal could not be closed; the next start tries again',
          healId: heal.id,
          error: String(error),
        });
      })
      .finally(() => this.settling.delete(work));
    this.settling.add(work);
  }

  private async close(heal: Heal, what: string): Promise<void> {
    const message = `The watchdog died while the heal ran; ${what}. It is not repeated by itself.`;
    await this.ending.failed(heal, failure('interrupted', message), 0);
  }
}

function told(children: readonly HealChild[], end: OrphanEnd): string {
  const pids = children.map(({ pid }) => String(pid)).join(', ');
  return `its command (process ${pids}) ${how[end]}, and whether it took effect is not known`;
}
