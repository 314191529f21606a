import { Inject, Injectable } from '@nestjs/common';
import { ApiKeys } from '@app/api-access';
import { CLOCK, type Clock } from '@app/clock';
import { apiSettings, type ApiSettings } from '../api.settings.js';
import type { Caller } from './caller.js';
import { sameKey } from './same-key.js';

const REMEMBERED_MS = 1_000;

/** Every key that opens this API: the one of API_KEY, and those of the store. */
@Injectable()
export class KeyRing {
  private needed = { value: false, until: 0 };

  constructor(
    @Inject(apiSettings.token) private readonly settings: ApiSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly keys: ApiKeys,
  ) {}

  /** Whether a caller needs a key; a key that is made while the API runs counts within a second. */
  async isNeeded(): Promise<boolean> {
    if (this.settings.key !== undefined) return true;
    const now = this.clock.now();
    if (now >= this.needed.until)
      this.needed = { value: await this.keys.anyActive(), until: now + REMEMBERED_MS };
    return this.needed.value;
  }

  /** Undefined: the key opens nothing. */
  async open(key: string, address: string): Promise<Caller | undefined> {
    const { key: master } = this.settings;
    if (master !== undefined && sameKey(key, master))
      return { name: `api:${address}`, scope: 'admin' };
    const found = await this.keys.identify(key);
    return found && { name: `api:${found.name}`, scope: found.scope };
  }
}
