import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { signalGroup, stillRuns } from '@app/process-runner';
import { parseHealAction } from '../actions/heal-action-schema.js';
import type { Heal } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { healingSettings, type HealingSettings } from '../healing.settings.js';
import { HEAL_CHILD_STORE, type HealChild, type HealChildStore } from './heal-child-store.js';

const LOOK_MS = 500;
const KILL_DELAY_MS = 3_000;

/** How the programs of a dead watchdog came to their end. */
export type OrphanEnd =
  'ended-by-itself' | 'ended-by-setting' | 'ended-by-time' | 'ended-by-person';

/** Programs of heals that outlived the watchdog that had started them. */
@Injectable()
export class Orphans {
  constructor(
    @Inject(HEAL_CHILD_STORE) private readonly children: HealChildStore,
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(healingSettings.token) private readonly settings: HealingSettings,
  ) {}

  /** Those that still run, by their heal; forgets the others. */
  async find(): Promise<ReadonlyMap<string, readonly HealChild[]>> {
    const found = new Map<string, HealChild[]>();
    for (const child of await this.children.list()) {
      if (stillRuns(child)) found.set(child.healId, [...(found.get(child.healId) ?? []), child]);
      else await this.children.remove(child);
    }
    return found;
  }

  /**
   * Lets the programs of a heal come to their end within its time limit, or ends them where the operator
   * wants that.
   *
   * @returns how they ended; undefined when the signal aborted first: they are left as they are
   */
  async settle(
    heal: Heal,
    orphans: readonly HealChild[],
    signal: AbortSignal,
  ): Promise<OrphanEnd | undefined> {
    const why = await this.wait(heal, orphans, signal);
    if (signal.aborted) return undefined;
    if (why !== 'ended-by-itself') await this.end(orphans);
    for (const child of orphans) await this.children.remove(child);
    return why;
  }

  private async wait(
    heal: Heal,
    orphans: readonly HealChild[],
    signal: AbortSignal,
  ): Promise<OrphanEnd> {
    if (this.settings.orphans === 'end') return 'ended-by-setting';
    const limit = endOfTime(heal);
    while (orphans.some(stillRuns) && !signal.aborted) {
      if (this.clock.now() >= limit) return 'ended-by-time';
      if ((await this.heals.find(heal.id))?.cancelRequested) return 'ended-by-person';
      await this.clock.sleep(LOOK_MS, signal);
    }
    return 'ended-by-itself';
  }

  private async end(orphans: readonly HealChild[]): Promise<void> {
    for (const child of orphans) signalGroup(child, 'SIGTERM');
    const giveUpAt = this.clock.now() + KILL_DELAY_MS;
    while (orphans.some(stillRuns) && this.clock.now() < giveUpAt) await this.clock.sleep(LOOK_MS);
    for (const child of orphans) signalGroup(child, 'SIGKILL');
  }
}

/** When the heal's own time limit is over. */
function endOfTime({ action, startedAt, requestedAt }: Heal): number {
  const parsed = parseHealAction(action);
  return Date.parse(startedAt ?? requestedAt) + (parsed.ok ? parsed.timeoutMs : 0);
}
