import type { DomainEvent } from '@app/contracts';
import type { Fix, FixStatus } from '../src/fixes/fix.js';
import type { FixStore } from '../src/fixes/fix-store.js';

export class MemoryFixStore implements FixStore {
  readonly fixes = new Map<string, Fix>();
  readonly events: DomainEvent<'repair.reverted'>[] = [];

  begin(fix: Fix): Promise<void> {
    this.fixes.set(fix.id, fix);
    return Promise.resolve();
  }

  drop(id: string): Promise<void> {
    if (this.fixes.get(id)?.status === 'applying') this.fixes.delete(id);
    return Promise.resolve();
  }

  advance(id: string, from: FixStatus, to: Partial<Fix>): Promise<boolean> {
    const fix = this.fixes.get(id);
    if (fix?.status !== from) return Promise.resolve(false);
    this.fixes.set(id, { ...fix, ...to });
    return Promise.resolve(true);
  }

  async end(
    id: string,
    status: 'reverted' | 'changed',
    event: DomainEvent<'repair.reverted'>,
  ): Promise<boolean> {
    const ended = await this.advance(id, 'watching', { status });
    if (ended) this.events.push(event);
    return ended;
  }

  inStatus(status: FixStatus): Promise<readonly Fix[]> {
    return Promise.resolve([...this.fixes.values()].filter((fix) => fix.status === status));
  }

  wasReverted(fingerprint: string, after: string): Promise<boolean> {
    const known = [...this.fixes.values()].some(
      (fix) => fix.fingerprint === fingerprint && fix.after === after && fix.status === 'reverted',
    );
    return Promise.resolve(known);
  }
}
