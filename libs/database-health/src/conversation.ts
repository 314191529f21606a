/**
 * Waits for a conversation, but not beyond the signal, and closes the connection in either case.
 *
 * @param close must not wait for the other side
 * @throws the signal's reason, or what the conversation throws
 */
export async function conversation<T>(
  signal: AbortSignal,
  talk: () => Promise<T>,
  close: () => void,
): Promise<T> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    signal.throwIfAborted();
    return await Promise.race([talk(), aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
    close();
  }
}

/** The answer to a question that a server may refuse, for want of a privilege or for its age. */
export async function toldOrNot<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch {
    return undefined;
  }
}

/** @returns undefined where one of the two is not known, or the limit is none */
export function percentOf(used: unknown, most: unknown): number | undefined {
  const share = (100 * Number(used ?? NaN)) / Number(most ?? NaN);
  return Number.isFinite(share) ? Math.round(share * 10) / 10 : undefined;
}

/** @returns undefined where the size is not known */
export function megabytes(bytes: unknown): number | undefined {
  const size = Number(bytes ?? NaN);
  return Number.isFinite(size) ? Math.round(size / 104_857.6) / 10 : undefined;
}
