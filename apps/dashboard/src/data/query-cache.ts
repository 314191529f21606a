export interface Entry<T> {
  readonly data?: T;
  readonly error?: Error;
  readonly loading: boolean;
}

interface Slot {
  entry: Entry<unknown>;
  readonly listeners: Set<() => void>;
  /** Something happened since it was asked for. */
  stale: boolean;
  asking: Promise<void> | undefined;
}

type Ask = (path: string) => Promise<unknown>;

const KEPT = 60;

/**
 * What the API answered last, by path. What is on screen is asked for again when something happened
 * to it; the rest only when it is looked at again. An error keeps the last answer beside it.
 */
export class QueryCache {
  private readonly slots = new Map<string, Slot>();

  constructor(private readonly ask: Ask) {}

  read(path: string): Entry<unknown> {
    return this.slot(path).entry;
  }

  /** Keeps `path` fresh while somebody looks. @returns stops it */
  watch(path: string, listener: () => void): () => void {
    const slot = this.slot(path);
    slot.listeners.add(listener);
    if (slot.stale) void this.refresh(path);
    return () => {
      slot.listeners.delete(listener);
      this.forgetOldest();
    };
  }

  invalidate(concerns: (path: string) => boolean): void {
    for (const [path, slot] of this.slots) {
      if (!concerns(path)) continue;
      slot.stale = true;
      if (slot.listeners.size > 0) void this.refresh(path);
    }
  }

  /** Asks now; one question at a time for each path, and once more when it went stale meanwhile. */
  async refresh(path: string): Promise<void> {
    const slot = this.slot(path);
    if (slot.asking) return slot.asking;
    slot.asking = this.answer(path, slot);
    await slot.asking;
    slot.asking = undefined;
    if (slot.stale && slot.listeners.size > 0) await this.refresh(path);
  }

  private async answer(path: string, slot: Slot): Promise<void> {
    slot.stale = false;
    const { data } = slot.entry;
    try {
      slot.entry = { data: await this.ask(path), loading: false };
    } catch (error) {
      slot.entry = { data, error: error as Error, loading: false };
    }
    for (const listener of slot.listeners) listener();
  }

  private slot(path: string): Slot {
    let slot = this.slots.get(path);
    if (!slot) {
      slot = { entry: { loading: true }, listeners: new Set(), stale: true, asking: undefined };
      this.slots.set(path, slot);
    }
    return slot;
  }

  private forgetOldest(): void {
    for (const [path, slot] of this.slots) {
      if (this.slots.size <= KEPT) return;
      if (slot.listeners.size === 0) this.slots.delete(path);
    }
  }
}
