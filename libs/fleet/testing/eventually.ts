const POLL_MS = 20;
const LIMIT_MS = 60_000;

/** Waits until real servers have come so far. */
export async function eventually(what: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${String(what)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
