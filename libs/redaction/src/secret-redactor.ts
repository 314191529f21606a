import type { SecretLintCoreResult } from '@secretlint/types';
import { MASK, type Redactor } from './redactor.js';
import { applyTextRules } from './text-rules.js';

const SHORTEST_KNOWN_SECRET = 6;

/** Known secret values first, then the rules for log text, then secretlint's recommended rules. */
export class SecretRedactor implements Redactor {
  private readonly knownSecrets: readonly string[];

  /** @param knownSecrets values that this process itself holds, such as its API key */
  constructor(knownSecrets: readonly string[] = []) {
    this.knownSecrets = knownSecrets
      .filter((secret) => secret.length >= SHORTEST_KNOWN_SECRET)
      .sort((a, b) => b.length - a.length);
  }

  async redact(text: string): Promise<string> {
    if (text === '') return text;
    const known = this.knownSecrets.reduce(
      (masked, secret) => masked.replaceAll(secret, MASK),
      text,
    );
    const masked = applyTextRules(known);
    return maskRanges(masked, await findSecrets(masked));
  }
}

/** Loaded on first use: an idle watchdog should not carry the scanner. */
async function findSecrets(content: string): Promise<SecretLintCoreResult['messages']> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
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
