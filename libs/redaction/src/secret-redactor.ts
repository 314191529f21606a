import type { SecretLintCoreResult } from '@secretlint/types';
import { maskKnown } from './mask-known.js';
import { MASK, type Redactor } from './redactor.js';
import { applyTextRules } from './text-rules.js';

/** Known secret values first, then the rules for log text, then secretlint's recommended rules. */
export class SecretRedactor implements Redactor {
  /** @param knownSecrets values that this process itself holds, such as its API key */
  constructor(private readonly knownSecrets: readonly string[] = []) {}

  async redact(text: string): Promise<string> {
    if (text === '') return text;
    const masked = applyTextRules(maskKnown(text, this.knownSecrets));
    return maskRanges(masked, await findSecrets(masked));
  }
}

/** Loaded on first use: an idle watchdog should not carry the scanner. */
async function findSecrets(content: string): Promise<SecretLintCoreResult['messages']> {
  const [{ lintSource }, { creator }, { secretLintProfiler }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    import('@secretlint/profiler'),
  ]);
  // It is on by default, and keeps its measurements of every text for good.
  secretLintProfiler.setEnabled(false);
  const result = await lintSource({
    source: { filePath: 'text.log', content, ext: '.log', contentType: 'text' },
    options: {
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
    },
  });
  return result.messages;
}

function maskRanges(text: string, messages: SecretLintCoreResult['messages']): string {
  return messages
    .filter(({ range: [start, end] }) => !text.slice(start, end).includes(MASK))
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce(
      (masked, { range: [start, end] }) => masked.slice(0, start) + MASK + masked.slice(end),
      text,
    );
}
