import type { HealChild, HealChildStore } from '../src/children/heal-child-store.js';

export class MemoryHealChildStore implements HealChildStore {
  private readonly all = new Map<string, HealChild>();

  add(child: HealChild): Promise<void> {
    this.all.set(keyOf(child), child);
    return Promise.resolve();
  }

  remove(child: HealChild): Promise<void> {
    this.all.delete(keyOf(child));
    return Promise.resolve();
  }

  list(): Promise<readonly HealChild[]> {
    return Promise.resolve([...this.all.values()]);
  }
}

function keyOf({ healId, pid, startedAt }: HealChild): string {
  return JSON.stringify([healId, pid, startedAt]);
}
