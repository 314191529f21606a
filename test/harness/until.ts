const POLL_MS = 25;

/**
 * Waits for something that a real process does, as short as it takes.
 *
 * @throws when it has not happened within the bound, saying what was waited for and what was seen last
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  options: {
    readonly withinMs?: number;
    /** For whoever would not like to be asked as often. */
    readonly everyMs?: number;
    readonly describe?: () => string | Promise<string>;
  } = {},
): Promise<T> {
  const deadline = Date.now() + (options.withinMs ?? 20_000);
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) {
      throw new Error(`Waited in vain for ${what}.\n${(await options.describe?.()) ?? ''}`);
    }
    await new Promise((resolve) => setTimeout(resolve, options.everyMs ?? POLL_MS));
  }
}
