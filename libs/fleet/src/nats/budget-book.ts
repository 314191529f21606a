import type { KV } from '@nats-io/kv';
import { isConflict } from './is-conflict.js';
import { token } from './names.js';
import type { NatsLink } from './nats-link.js';

const BUCKET = 'autoheal_budgets';
const HOUR_MS = 3_600_000;

interface Spent {
  readonly healId: string;
  /** Milliseconds since the epoch, by the clock of its host. */
  readonly at: number;
}

/** Heals of each service in the last hour over the whole fleet, counted by compare and set. */
export class BudgetBook {
  constructor(private readonly link: NatsLink) {}

  /**
   * Counts a heal, once however often it is asked.
   *
   * @returns false when the budget is spent. @throws while NATS cannot be reached
   */
  async spend(service: string, healId: string, limit: number, now: number): Promise<boolean> {
    const stores = await this.link.keyValues();
    const { replicas } = this.link;
    const book = await stores.create(BUCKET, { history: 1, ttl: 2 * HOUR_MS, replicas });
    for (;;) {
      const entry = await book.get(token(service));
      const known = entry?.operation === 'PUT' ? entry.json<readonly Spent[]>() : [];
      const recent = known.filter(({ at }) => at + HOUR_MS > now);
      if (recent.some((one) => one.healId === healId)) return true;
      if (recent.length >= limit) return false;
      const next = [...recent, { healId, at: now }];
      if (await isSaved(book, token(service), next, entry?.revision)) return true;
    }
  }
}

async function isSaved(
  book: KV,
  key: string,
  spent: readonly Spent[],
  revision: number | undefined,
): Promise<boolean> {
  const text = JSON.stringify(spent);
  try {
    await (revision === undefined ? book.create(key, text) : book.update(key, text, revision));
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}
