/** Words by which programs say that something is wrong; at the start of a word, in any case. */
const TROUBLE =
  /\b(?:err(?:or)?\b|error|exception|fatal|fail(?:ed|ure|ing|s)?\b|panic|crash|critical|emerg|abort(?:ed|ing)\b|denied|refused|timed? ?out|timeout|unavailable|unreachable|unhandled|uncaught|corrupt|deadlock|exhausted|out of memory)/i;
const NOT_TROUBLE = /\b(?:no|0|zero|without) (?:errors?|failures?|exceptions?)\b/i;

/** Whether a line speaks of trouble, as far as one can tell without knowing its program. */
export function isErrorLike(line: string): boolean {
  return TROUBLE.test(line) && !NOT_TROUBLE.test(line);
}
