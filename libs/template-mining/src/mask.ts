export const WILDCARD = '<*>';

/** Parts of a line that differ from one occurrence to the next, whatever the system. Each runs in linear time. */
const variables: readonly RegExp[] = [
  /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi,
  /\bblk_-?\d+\b/g,
  /\b(?:https?|wss?|file|postgres|mysql|redis|mongodb):\/\/[^\s,;'")\]]+/gi,
  /(?:\/[\w.@%+-]+){2,}\/?/g,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g,
  /\b[\w-]+(?:\.[\w-]+)+:\d{1,5}\b/g,
  /\b\d+(?:\.\d+)?\s?(?:bytes?|[KMGT]i?B)\b(?:\s\(\d+(?:\.\d+)?\s[KMGT]i?B\))?/g,
  /(?:<|\b)\d+(?:\.\d+)?\s(?:ms|sec|secs|seconds?|min|minutes?|hours?|days?)\b/g,
  /\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\b/g,
  /\b0x[\da-f]+\b/gi,
  /\b[\da-f]{12,}\b/gi,
  /(?<![\w.])[-+]?\d+(?:[.,]\d+)*(?:ms|s|m|h|kb|mb|gb|b|%)?(?![\w])/gi,
];

/** The line with what varies replaced by wildcards. */
export function maskVariables(line: string): string {
  return variables.reduce((masked, pattern) => masked.replace(pattern, WILDCARD), line);
}
