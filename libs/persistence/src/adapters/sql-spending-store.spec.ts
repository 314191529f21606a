import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Budget, type SpendingLimits, StoredBudget } from '@app/openai-operator';
import fc from 'fast-check';
import { openDatabase } from '../database.js';
import { temporaryDatabase } from '../../testing/index.js';
import { spendingStore, SqlSpendingStore } from './sql-spending-store.js';

const NOON = Date.UTC(2026, 0, 1, 12);
const LIMITS: SpendingLimits = {
  perFix: { tokens: 1_000, microUsd: 5_000 },
  perDay: { tokens: 2_500, microUsd: 100_000 },
};
const PRICES = { paid: { input: 1, output: 10 } };

describe('the budget of code fixes', () => {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  let store: SqlSpendingStore;
  let ids = 0;

  beforeEach(async () => {
    temporary = await temporaryDatabase();
    store = new SqlSpendingStore(temporary.db);
  });
  afterEach(() => temporary.dispose());

  const budget = (repairId: string, at = NOON, limits = LIMITS): Budget =>
    new StoredBudget({ limits, prices: PRICES }, store, {
      repairId,
      newId: () => `entry-${String((ids += 1))}`,
      now: () => at,
    });
  const ask = (of: Budget, tokens: number, model = 'free') =>
    of.reserve({ model, inputTokens: tokens, outputTokens: 0 });

  it('sets aside what a question may cost, and keeps what it came to', async () => {
    const reservation = await budget('a').reserve({
      ...{ model: 'paid-2026-01-01', inputTokens: 300, outputTokens: 200 },
    });
    expect(await store.spent({ repairId: 'a' })).toEqual({ tokens: 500, microUsd: 2_300 });
    if (reservation.ok)
      await reservation.settle({ model: 'paid', inputTokens: 100, outputTokens: 20 });
    expect(await store.spent({ day: '2026-01-01' })).toEqual({ tokens: 120, microUsd: 300 });
  });

  it('refuses beyond what one fix may use, and says which variable to raise', async () => {
    const a = budget('a');
    expect(await ask(a, 1_000)).toMatchObject({ ok: true });
    expect(await ask(a, 1)).toEqual({
      ok: false,
      message:
        'The budget for this fix is spent: 1000 tokens (0.00 USD) used, 1 tokens (0.00 USD) more asked for. Raise CODEX_MAX_TOKENS_PER_FIX to allow it.',
    });
    expect(await ask(budget('b'), 1_000)).toMatchObject({ ok: true });
  });

  it('refuses beyond what all fixes of a day may use, and begins anew the next day', async () => {
    for (const fix of ['a', 'b']) await ask(budget(fix), 1_000);
    expect(await ask(budget('c'), 600)).toMatchObject({
      message: expect.stringMatching(/for all fixes of 2026-01-01 .*CODEX_MAX_TOKENS_PER_DAY/),
    });
    expect(await ask(budget('c', NOON + 86_400_000), 600)).toMatchObject({ ok: true });
  });

  it('counts money apart from tokens', async () => {
    const a = budget('a');
    expect(await a.reserve({ model: 'paid', inputTokens: 0, outputTokens: 501 })).toMatchObject({
      message: expect.stringContaining('CODEX_MAX_USD_PER_FIX'),
    });
    expect(await a.reserve({ model: 'paid', inputTokens: 0, outputTokens: 500 })).toMatchObject({
      ok: true,
    });
  });

  it('counts what a dead process had set aside', async () => {
    await ask(budget('a'), 900);
    await temporary.db.destroy();
    const reopened = await openDatabase(temporary.folder);
    expect(await spendingStore(reopened).spent({ repairId: 'a' })).toMatchObject({ tokens: 900 });
    await reopened.destroy();
    temporary = { ...(await temporaryDatabase()) };
  });

  it('is never overspent, whoever asks at the same time', async () => {
    const asking = fc.record({ fix: fc.constantFrom('a', 'b', 'c'), tokens: fc.nat(700) });
    await fc.assert(
      fc.asyncProperty(fc.array(asking, { maxLength: 20 }), async (questions) => {
        await temporary.db.deleteFrom('model_spending').execute();
        await Promise.all(questions.map(({ fix, tokens }) => ask(budget(fix), tokens)));
        const day = await store.spent({ day: '2026-01-01' });
        expect(day.tokens).toBeLessThanOrEqual(LIMITS.perDay.tokens);
        for (const repairId of ['a', 'b', 'c'])
          expect((await store.spent({ repairId })).tokens).toBeLessThanOrEqual(1_000);
      }),
      { numRuns: 30 },
    );
  });

  it('adds up the time of a day', async () => {
    await store.begin('a', '2026-01-01');
    await store.begin('b', '2026-01-01');
    await store.begin('c', '2026-01-02');
    await store.ran('a', 1_000);
    await store.ran('a', 4_000);
    await store.ran('b', 500);
    await store.ran('c', 9_000);
    expect(await store.timeOf('2026-01-01')).toBe(4_500);
    expect(await store.timeOf('2026-02-01')).toBe(0);
  });
});
