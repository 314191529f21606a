import type { Fix, FixStatus } from '../src/fixes/fix.js';
import type { FixEvent, FixStore } from '../src/fixes/fix-store.js';

export class MemoryFixStore implements FixStore {
  readonly fixes = new Map<string, Fix>();
  readonly events: FixEvent[] = [];

  begin(fix: Fix): Promise<void> {
    this.fixes.set(fix.id, fix);
    return Promise.resolve();
  }

  drop(id: string): Promise<void> {
    if (this.fixes.get(id)?.status === 'applying') this.fixes.delete(id);
    return Promise.resolve();
  }

  advance(id: string, from: FixStatus, to: Partial<Fix>, event?: FixEvent): Promise<boolean> {
    const fix = this.fixes.get(id);
    if (fix?.status !== from) return Promise.resolve(false);
    this.fixes.set(id, { ...fix, ...to });
    if (event) this.events.push(event);
    return Promise.resolve(true);
  }

  find(id: string): Promise<Fix | undefined> {
    return Promise.resolve(this.fixes.get(id));
  }

  findAll(ids: readonly string[]): Promise<readonly Fix[]> {
    return Promise.resolve([...this.fixes.values()].filter(({ id }) => ids.includes(id)));
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
