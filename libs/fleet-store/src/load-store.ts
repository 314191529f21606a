import type { OpenFleetStore } from './open-fleet-store.js';

/** The store with its database client, which nobody loads who serves no fleet. */
export async function loadFleetStore(): Promise<(url: string) => OpenFleetStore> {
  return (await import('./open-fleet-store.js')).openFleetStore;
}
