export const PROBE_CHECKER = Symbol('ProbeChecker');

/** Asks a probe now. `unknown` when there is no such probe or it could not be run: never healed. */
export interface ProbeChecker {
  check(probeId: string): Promise<'ok' | 'failed' | 'unknown'>;
}
