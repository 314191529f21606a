import { Inject, Injectable, Logger } from '@nestjs/common';
import { failure } from '../actions/outcome.js';
import { HealEnding } from '../execution/heal-ending.js';
import { HealExecutor } from '../execution/heal-executor.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { Verifier } from '../verification/verifier.js';

const ALL = 10_000;

/** Takes up what an earlier watchdog left: nothing is lost, and nothing runs twice. */
@Injectable()
export class HealRecovery {
  private readonly logger = new Logger(HealRecovery.name);

  constructor(
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    private readonly executor: HealExecutor,
    private readonly verifier: Verifier,
    private readonly ending: HealEnding,
  ) {}

  /** Call once, after the bus has started and before lines are read. */
  async run(): Promise<void> {
    for (const heal of await this.heals.list({ statuses: ['running'], limit: ALL })) {
      this.logger.warn({
        msg: 'A heal was interrupted when the watchdog died',
        healId: heal.id,
        target: heal.target,
      });
      const outcome = failure(
        'interrupted',
        'The watchdog died while the heal ran; nobody knows whether it took effect. It is not repeated by itself.',
      );
      await this.ending.failed(heal, outcome, 0);
    }
    for (const heal of await this.heals.list({ statuses: ['verifying'], limit: ALL }))
      this.verifier.begin(heal);
    for (const heal of await this.heals.list({ statuses: ['requested'], limit: ALL })) {
      this.executor.accept(heal.id, heal.target);
    }
  }
}
