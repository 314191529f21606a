import type { FleetRepair, KnownRepair, RepairAct, RepairActAnswer } from './fleet-repair.js';

/**
 * Where the APIs of a fleet tell one another of their code fixes, and ask one another for acts on them.
 * Only the API that has a fix writes what it is; the others may say no more than that its time is over.
 * All times are those of the database.
 */
export interface RepairBoard {
  /** As they are now. What is done stays done; an end that is told takes the place of a lost time. */
  tell(repairs: readonly FleetRepair[]): Promise<void>;
  /** This API still has them under way: their time begins anew. */
  hold(ids: readonly string[]): Promise<void>;
  /**
   * Ends, as lost, what is not done and was not held for so long; each for one caller.
   *
   * @returns what was ended
   */
  endSilent(forMs: number): Promise<readonly KnownRepair[]>;
  find(id: string): Promise<KnownRepair | undefined>;
  /** The newest, newest first. */
  newest(limit: number): Promise<readonly KnownRepair[]>;
  /** Asks the API that has the fix. */
  ask(act: RepairAct): Promise<void>;
  /** What an API is asked for and nobody has taken, none older than this; each is given once. */
  take(instance: string, notOlderThanMs: number): Promise<readonly RepairAct[]>;
  answer(actId: string, answer: RepairActAnswer): Promise<void>;
  /** Undefined while there is no answer. */
  answerTo(actId: string): Promise<RepairActAnswer | undefined>;
  /** @returns false where somebody has taken it: it may be done, or be done yet */
  withdraw(actId: string): Promise<boolean>;
}
