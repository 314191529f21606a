import { newId } from '@app/event-bus';
import {
  type Budget,
  dayOf,
  type BudgetSettings,
  type SpendingStore,
  StoredBudget,
} from '@app/openai-operator';
import { openDatabase, spendingStore } from '@app/persistence';

const NOTE_EVERY_MS = 10_000;

/** What one run writes down beside its result. */
export interface RepairLedger {
  readonly budget: Budget;
  /** Aborts when the time for all fixes of this day is over; undefined where it is over already. */
  readonly timeIsOver: AbortSignal | undefined;
  close(): Promise<void>;
}

/** Opens the database of a data folder for one run, and notes how long the run takes. */
export async function openLedger(
  dataDir: string,
  repairId: string,
  settings: BudgetSettings,
): Promise<RepairLedger> {
  const database = await openDatabase(dataDir);
  const store = spendingStore(database);
  const left = settings.timePerDayMs - (await store.timeOf(dayOf(Date.now())));
  const stopClock = await startClock(store, repairId);
  return {
    budget: new StoredBudget(settings, store, {
      repairId,
      newId: () => newId(Date.now()),
      now: () => Date.now(),
    }),
    timeIsOver: left > 0 ? AbortSignal.timeout(left) : undefined,
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
  timeIsOver: new AbortController().signal,
  close: () => Promise.resolve(),
};
