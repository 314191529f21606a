import type { RepairCost } from '@app/contracts';
import { newId } from '@app/event-bus';
import {
  type Budget,
  dayOf,
  type BudgetSettings,
  type FixRecorder,
  type FixWatchSettings,
  settleFixes,
  type SpendingStore,
  StoredBudget,
  StoredFixes,
} from '@app/openai-operator';
import { fixStore, openDatabase, spendingStore } from '@app/persistence';
import type { PlatformSettings } from '@app/settings';

const NOTE_EVERY_MS = 10_000;

/** What one run writes down beside its result. */
export interface RepairLedger {
  readonly budget: Budget;
  readonly fixes: FixRecorder;
  /** Aborts when the time for all fixes of this day is over; undefined where it is over already. */
  readonly timeIsOver: AbortSignal | undefined;
  /** What the run has cost until now. */
  cost(): Promise<RepairCost>;
  close(): Promise<void>;
}

/** The repair that a ledger is for. */
export interface LedgerOwner {
  readonly repairId: string;
  /** Null where nobody named one. */
  readonly incidentId: string | null;
}

/** Opens the database for one run, settles what killed runs left, and notes how long this one takes. */
export async function openLedger(
  { dataDir, projectRoot }: Pick<PlatformSettings, 'dataDir' | 'projectRoot'>,
  { repairId, incidentId }: LedgerOwner,
  settings: BudgetSettings,
  { windowMs }: FixWatchSettings,
): Promise<RepairLedger> {
  const database = await openDatabase(dataDir);
  const store = spendingStore(database);
  const left = settings.timePerDayMs - (await store.timeOf(dayOf(Date.now())));
  const fixes = fixStore(database);
  await settleFixes(fixes, projectRoot);
  const stopClock = await startClock(store, repairId);
  return {
    budget: new StoredBudget(settings, store, {
      repairId,
      newId: () => newId(Date.now()),
      now: () => Date.now(),
    }),
    fixes: new StoredFixes(fixes, {
      ...{ repairId, incidentId, windowMs },
      now: () => Date.now(),
    }),
    timeIsOver: left > 0 ? AbortSignal.timeout(left) : undefined,
    cost: () => store.spent({ repairId }),
    close: async () => {
      await stopClock();
      await database.destroy();
    },
  };
}

/** Notes the time now and then: what a killed run used shall count too. */
async function startClock(store: SpendingStore, repairId: string): Promise<() => Promise<void>> {
  const startedAt = performance.now();
  await store.begin(repairId, dayOf(Date.now()));
  const note = (): Promise<void> =>
    store.ran(repairId, Math.round(performance.now() - startedAt)).catch(() => undefined);
  const timer = setInterval(() => void note(), NOTE_EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    return note();
  };
}

/** For a dry run: it asks nobody, and writes nothing. */
export const noLedger: RepairLedger = {
  budget: {
    reserve: () => Promise.resolve({ ok: false, message: 'A dry run asks no model.' }),
  },
  fixes: {
    wasReverted: () => Promise.resolve(false),
    propose: () => Promise.resolve(''),
    begin: () => Promise.resolve(),
    finish: () => Promise.resolve(),
    watch: () => Promise.resolve(),
  },
  timeIsOver: new AbortController().signal,
  cost: () => Promise.resolve({ tokens: 0, microUsd: 0 }),
  close: () => Promise.resolve(),
};
