import type { ApiKey, ApiKeyStore } from '../src/index.js';

/** Keys without a database. */
export class MemoryApiKeys implements ApiKeyStore {
  private keys: readonly ApiKey[] = [];

  create(key: ApiKey): Promise<boolean> {
    const taken = this.keys.some(({ name, revokedAt }) => name === key.name && revokedAt === null);
    if (!taken) this.keys = [key, ...this.keys];
    return Promise.resolve(!taken);
  }

  find(id: string): Promise<ApiKey | undefined> {
    return Promise.resolve(this.keys.find((key) => key.id === id));
  }

  list(): Promise<readonly ApiKey[]> {
    return Promise.resolve(this.keys);
  }

  revoke(name: string, at: string): Promise<boolean> {
    const found = this.keys.find((key) => key.name === name && key.revokedAt === null);
    this.keys = this.keys.map((key) => (key === found ? { ...key, revokedAt: at } : key));
    return Promise.resolve(found !== undefined);
  }
}
