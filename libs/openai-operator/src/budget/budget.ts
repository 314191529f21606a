import type { BudgetSettings } from './budget.settings.js';
import { priceOf } from './model-prices.js';
import type { Amount, SpendingStore } from './spending-store.js';

export interface TokenCount {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export type Reservation =
  /** `settle` replaces what was set aside by what it came to; without it all of it counts as spent. */
  | { readonly ok: true; readonly settle: (used: TokenCount) => Promise<void> }
  /** Which limit is reached, and what to do. */
  | { readonly ok: false; readonly message: string };

/** What one fix may still spend. Asked before every question to a model; what it denies stays denied. */
export interface Budget {
  reserve(most: TokenCount): Promise<Reservation>;
}

/** The fix and the moment that a budget is for. */
interface BudgetedRun {
  readonly repairId: string;
  readonly newId: () => string;
  readonly now: () => number;
}

export class StoredBudget implements Budget {
  constructor(
    private readonly settings: Pick<BudgetSettings, 'limits' | 'prices'>,
    private readonly store: SpendingStore,
    private readonly run: BudgetedRun,
  ) {}

  async reserve(most: TokenCount): Promise<Reservation> {
    const { repairId, newId, now } = this.run;
    const entry = { id: newId(), repairId, day: dayOf(now()), model: most.model };
    const amount = this.amountOf(most);
    if (!(await this.store.reserve({ ...entry, ...amount }, this.settings.limits)))
      return { ok: false, message: await this.refusal(entry.day, amount) };
    const settle = (used: TokenCount): Promise<void> =>
      this.store.settle(entry.id, this.amountOf(used));
    return { ok: true, settle };
  }

  private amountOf({ model, inputTokens, outputTokens }: TokenCount): Amount {
    const { input, output } = priceOf(model, this.settings.prices);
    return {
      tokens: inputTokens + outputTokens,
      microUsd: Math.ceil(inputTokens * input + outputTokens * output),
    };
  }

  private async refusal(day: string, wanted: Amount): Promise<string> {
    const { perFix, perDay } = this.settings.limits;
    const ofFix = await this.store.spent({ repairId: this.run.repairId });
    const [spent, limit, period] = exceeds(ofFix, wanted, perFix)
      ? ([ofFix, perFix, 'FIX'] as const)
      : ([await this.store.spent({ day }), perDay, 'DAY'] as const);
    const unit = spent.tokens + wanted.tokens > limit.tokens ? 'TOKENS' : 'USD';
    const of = period === 'FIX' ? 'this fix' : `all fixes of ${day}`;
    return `The budget for ${of} is spent: ${inWords(spent)} used, ${inWords(wanted)} more asked for. Raise CODEX_MAX_${unit}_PER_${period} to allow it.`;
  }
}

export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

function exceeds(spent: Amount, wanted: Amount, limit: Amount): boolean {
  return (
    spent.tokens + wanted.tokens > limit.tokens || spent.microUsd + wanted.microUsd > limit.microUsd
  );
}

function inWords({ tokens, microUsd }: Amount): string {
  return `${String(tokens)} tokens (${(microUsd / 1_000_000).toFixed(2)} USD)`;
}
