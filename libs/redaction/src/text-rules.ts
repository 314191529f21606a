import { MASK } from './redactor.js';

interface TextRule {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** What a scanner for source code does not look for, but logs are full of. Each pattern runs in linear time. */
const rules: readonly TextRule[] = [
  {
    pattern: /\b([a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@]{0,200}):[^\s/@]{1,200}@/gi,
    replacement: `$1:${MASK}@`,
  },
  { pattern: /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, replacement: `$1 ${MASK}` },
  {
    pattern:
      /((?:pass(?:word|wd)?|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|authorization|cookie)["']?\s{0,3}[=:]\s{0,3}["']?)(?!\[redacted\])[^\s"',;&}]{3,}/gi,
    replacement: `$1${MASK}`,
  },
  { pattern: /\bsk-[A-Za-z0-9_-]{16,}/g, replacement: MASK },
  { pattern: /\bAKIA[0-9A-Z]{16}\b/g, replacement: MASK },
  { pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}/g, replacement: MASK },
  {
    pattern: /discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]+/gi,
    replacement: `discord.com/api/webhooks/${MASK}`,
  },
];

export function applyTextRules(text: string): string {
  return rules.reduce((masked, rule) => masked.replace(rule.pattern, rule.replacement), text);
}
