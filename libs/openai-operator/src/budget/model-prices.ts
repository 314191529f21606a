import { z } from 'zod';

/** US dollars for a million tokens: the same number in millionths of a dollar for one. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
}

export type ModelPrices = Readonly<Record<string, ModelPrice>>;

/** What OpenAI lists; a dated name costs what its family does. */
const KNOWN: ModelPrices = {
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
};
const ENTRY = /^([^=\s]+)=(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/;

/** Reads `name=in/out,…` over the known prices. */
export function pricesOf(text: string | undefined, context: z.RefinementCtx): ModelPrices {
  const own: Record<string, ModelPrice> = {};
  for (const entry of (text ?? '').split(',').filter((part) => part.trim() !== '')) {
    const [, name, input, output] = ENTRY.exec(entry.trim()) ?? [];
    if (name === undefined) {
      const message = `"${entry.trim()}" must be of the form model=1.25/10`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    own[name] = { input: Number(input), output: Number(output) };
  }
  return { ...KNOWN, ...own };
}

/** The price of the longest known name that a model's name begins with; free where none does. */
export function priceOf(model: string, prices: ModelPrices): ModelPrice {
  const name = Object.keys(prices)
    .filter((known) => model === known || model.startsWith(`${known}-`))
    .sort((a, b) => b.length - a.length)[0];
  return (name === undefined ? undefined : prices[name]) ?? { input: 0, output: 0 };
}
