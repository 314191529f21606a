import { describe, expect, it } from '@jest/globals';
import { readSettings } from '@app/settings';
import { budgetSettings, type BudgetSettings } from './budget.settings.js';
import { priceOf } from './model-prices.js';

const settings = (variables: Record<string, string> = {}): BudgetSettings =>
  readSettings([budgetSettings], variables).get(budgetSettings.token) as BudgetSettings;

describe('the settings of the budget', () => {
  it('hold dollars in millionths', () => {
    const { limits } = settings({ CODEX_MAX_USD_PER_FIX: '0.5', CODEX_MAX_TOKENS_PER_DAY: '7' });
    expect(limits.perFix.microUsd).toBe(500_000);
    expect(limits.perDay.tokens).toBe(7);
  });

  it('know prices, take others, and count the rest as free', () => {
    const { prices } = settings({ CODEX_PRICES: 'local=0/0, gpt-5=1/2' });
    expect(priceOf('gpt-5-2026-01-01', prices)).toEqual({ input: 1, output: 2 });
    expect(priceOf('gpt-5-mini-2026-01-01', prices)).toEqual({ input: 0.25, output: 2 });
    expect(priceOf('gpt-50', prices)).toEqual({ input: 0, output: 0 });
  });

  it.each([
    ['CODEX_PRICES', 'gpt-5:1'],
    ['CODEX_MAX_USD_PER_DAY', '1 EUR'],
    ['CODEX_MAX_MINUTES_PER_DAY', '-1'],
  ])('refuse %s=%s', (name, value) => {
    expect(() => settings({ [name]: value })).toThrow(name);
  });
});
