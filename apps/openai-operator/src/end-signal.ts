const PARENT_CHECK_MS = 1_000;

/** Aborts on a signal, and when whoever started this run is gone: an orphan must not patch anything. */
export function endSignal(): AbortSignal {
  const controller = new AbortController();
  const end = (): void => {
    controller.abort();
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, PARENT_CHECK_MS).unref();
  return controller.signal;
}
