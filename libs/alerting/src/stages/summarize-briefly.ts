/** An alert waits no longer than this for its explanation. */
const BUDGET_MS = 3_000;

/** @returns undefined when the work is not done within the budget, or fails */
export async function summarizeBriefly<T>(
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const limit = AbortSignal.timeout(BUDGET_MS);
  const overdue = new Promise<undefined>((resolve) => {
    limit.addEventListener('abort', () => {
      resolve(undefined);
    });
  });
  return Promise.race([work(limit).catch(() => undefined), overdue]);
}
