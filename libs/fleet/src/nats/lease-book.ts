import { JetStreamApiError } from '@nats-io/jetstream';
import type { KV, KvEntry } from '@nats-io/kv';
import { slotsToTry } from '../free-slot.js';
import { isConflict } from './is-conflict.js';
import { token } from './names.js';
import type { NatsLink } from './nats-link.js';

const BUCKET = 'autoheal_leases';
const SUBJECTS = `$KV.${BUCKET}.`;

/** Whose turn it is. */
export interface Holder {
  readonly host: string;
  readonly healId: string;
}

/** A turn that is held until it is given back, or not renewed for the book's time. */
export interface Lease {
  readonly key: string;
  /** Grows with every change of the book: who holds an older one can neither renew nor end a lease. */
  readonly fencingToken: number;
}

/**
 * Turns at healing a service, as keys that a server creates only where there is none (compare and set
 * on the revision), and forgets when they are not renewed: by its own clock, so that those of the hosts
 * do not matter.
 */
export class LeaseBook {
  constructor(
    private readonly link: NatsLink,
    private readonly timeMs: number,
  ) {}

  /**
   * @param limit how many may hold a lease of this service
   * @returns undefined when all turns are taken. @throws while NATS cannot be reached
   */
  async acquire(service: string, limit: number, holder: Holder): Promise<Lease | undefined> {
    const book = await this.open();
    const entries = await this.entriesOf(book, service);
    const own = entries.find((entry) => isSame(entry.json<Holder>(), holder));
    if (own) return this.renew({ key: own.key, fencingToken: own.revision }, holder);
    for (const slot of slotsToTry(new Set(entries.map(slotOf)), limit)) {
      const lease = await taken(book, `${token(service)}.${String(slot)}`, holder);
      if (lease) return lease;
    }
    return undefined;
  }

  /** @returns undefined when it is lost: it was not renewed in time. @throws while NATS cannot be reached */
  async renew({ key, fencingToken }: Lease, holder: Holder): Promise<Lease | undefined> {
    const book = await this.open();
    const text = JSON.stringify(holder);
    const revision = await unlessChanged(book.update(key, text, fencingToken));
    if (revision !== undefined) return { key, fencingToken: revision };
    // An answer to a renewal may have been lost with its server: what it changed is still ours.
    return held(book, key, holder);
  }

  /** @throws while NATS cannot be reached; or the change cannot be seen yet: try again */
  async release({ key, fencingToken }: Lease, holder: Holder): Promise<void> {
    const book = await this.open();
    if (await isDeleted(book, key, fencingToken)) return;
    // As above: it may have been renewed without our knowing it.
    const newer = await held(book, key, holder);
    if (newer && !(await isDeleted(book, key, newer.fencingToken)))
      throw new Error('The turn was changed while it was given back');
  }

  /** Asked of the server that leads: listing keys would make a consumer, whose server may die over it. */
  private async entriesOf(book: KV, service: string): Promise<readonly KvEntry[]> {
    const manager = await (await this.link.jetStream()).jetstreamManager();
    const filter = { subjects_filter: `${SUBJECTS}${token(service)}.*` };
    const { state } = await manager.streams.info(`KV_${BUCKET}`, filter);
    const entries: KvEntry[] = [];
    for (const subject of Object.keys(state.subjects ?? {})) {
      const entry = await book.get(subject.slice(SUBJECTS.length));
      if (entry?.operation === 'PUT') entries.push(entry);
    }
    return entries;
  }

  private async open(): Promise<KV> {
    const stores = await this.link.keyValues();
    const { replicas } = this.link;
    try {
      return await stores.create(BUCKET, { history: 1, ttl: this.timeMs, replicas });
    } catch (error) {
      // It exists with the time of the host that was first.
      if (error instanceof JetStreamApiError) return stores.open(BUCKET);
      throw error;
    }
  }
}

/** @returns undefined where somebody else holds it, or nobody */
async function held(book: KV, key: string, holder: Holder): Promise<Lease | undefined> {
  const entry = await book.get(key);
  const isOurs = entry?.operation === 'PUT' && isSame(entry.json<Holder>(), holder);
  return isOurs ? { key, fencingToken: entry.revision } : undefined;
}

async function isDeleted(book: KV, key: string, revision: number): Promise<boolean> {
  const deleted = book.delete(key, { previousSeq: revision }).then(() => true);
  return (await unlessChanged(deleted)) ?? false;
}

async function taken(book: KV, key: string, holder: Holder): Promise<Lease | undefined> {
  const revision = await unlessChanged(book.create(key, JSON.stringify(holder)));
  return revision === undefined ? undefined : { key, fencingToken: revision };
}

function slotOf({ key }: KvEntry): number {
  return Number(key.slice(key.lastIndexOf('.') + 1));
}

function isSame(one: Holder, other: Holder): boolean {
  return one.host === other.host && one.healId === other.healId;
}

/** @returns undefined when somebody else was first */
async function unlessChanged<T>(change: Promise<T>): Promise<T | undefined> {
  try {
    return await change;
  } catch (error) {
    if (isConflict(error)) return undefined;
    throw error;
  }
}
