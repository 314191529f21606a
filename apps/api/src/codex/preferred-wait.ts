const LONGEST_WAIT_SECONDS = 60;
const WAIT = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=$|[,;])/i;

/**
 * How long the caller would like to wait for the result, from `Prefer: wait=N` (RFC 7240).
 *
 * @returns seconds, at most 60; undefined when the header asks for no wait, or not in a form that is known
 */
export function preferredWait(header: string | undefined): number | undefined {
  const seconds = WAIT.exec(header ?? '')?.[1];
  return seconds === undefined ? undefined : Math.min(Number(seconds), LONGEST_WAIT_SECONDS);
}
