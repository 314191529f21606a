/** Words by which programs say that something is wrong, whatever level they say it at. */
const CLEAR_TROUBLE =
  /\b(?:err(?:or)?\b|error|exception|fatal|panic|crash|critical|emerg|unhandled|uncaught|corrupt|deadlock|out of memory)/i;
/** Words that also come up where all is well. */
const POSSIBLE_TROUBLE =
  /\b(?:fail(?:ed|ure|ing|s)?\b|abort(?:ed|ing)\b|denied|refused|timed? ?out|timeout|unavailable|unreachable|exhausted)/i;
const CALM_LEVEL = /\b(?:INFO|DEBUG|TRACE|VERBOSE)\b|"level":"?(?:info|debug|trace|[123]0\b)/;
const NO_TROUBLE = /\b(?:no|0|zero|without) (?:errors?|failures?|exceptions?)\b/i;

/** Whether a line speaks of trouble, as far as one can tell without knowing its program. */
export function isErrorLike(line: string): boolean {
  if (NO_TROUBLE.test(line)) return false;
  return CLEAR_TROUBLE.test(line) || (POSSIBLE_TROUBLE.test(line) && !CALM_LEVEL.test(line));
}
