import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import fc from 'fast-check';
import { MemoryApiKeys } from '../../testing/memory-api-keys.js';
import { ApiKeys } from './api-keys.js';
import { allows, scopes } from './scope.js';

const DAY_MS = 86_400_000;

describe('API keys', () => {
  let clock: FakeClock;
  let store: MemoryApiKeys;
  let keys: ApiKeys;
  beforeEach(() => {
    clock = new FakeClock();
    store = new MemoryApiKeys();
    keys = new ApiKeys(store, clock);
  });
  const create = async (name = 'ci', days?: number) => {
    const created = await keys.create({ name, scope: 'heal', createdBy: 'cli:alice', days });
    if (created.outcome !== 'created') throw new Error('The name is taken.');
    return created;
  };

  it('open by the text that is told once', async () => {
    const { text } = await create();
    expect(await keys.identify(text)).toMatchObject({ name: 'ci', scope: 'heal' });
  });

  it('are kept without what a caller must send', async () => {
    const { text } = await create();
    const [, , secret] = text.split('_');
    expect(JSON.stringify(await store.list())).not.toContain(secret);
  });

  it('open by nothing else', async () => {
    const { text } = await create();
    const other = (await create('other')).text;
    const [, id] = text.split('_');
    const secretOfOther = other.split('_').slice(2).join('_');
    expect(await keys.identify(`ahk_${id ?? ''}_${secretOfOther}`)).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('a', 'Z', '0', '_', ''),
        async (at, instead) => {
          const changed = text.slice(0, at) + instead + text.slice(at + 1);
          fc.pre(changed !== text);
          expect(await keys.identify(changed)).toBeUndefined();
        },
      ),
    );
  });

  it('expire', async () => {
    const { text } = await create('ci', 30);
    await clock.advance(30 * DAY_MS - 1);
    expect(await keys.identify(text)).toBeDefined();
    await clock.advance(1);
    expect(await keys.identify(text)).toBeUndefined();
    expect(await keys.anyActive()).toBe(false);
  });

  it('are revoked for good, and leave their name to another', async () => {
    const { text } = await create();
    expect(await keys.create({ name: 'ci', scope: 'read', createdBy: 'x' })).toEqual({
      outcome: 'name-taken',
    });
    expect(await keys.revoke('ci')).toBe(true);
    expect(await keys.revoke('ci')).toBe(false);
    expect(await keys.identify(text)).toBeUndefined();
    const { text: next } = await create();
    expect(await keys.identify(next)).toBeDefined();
    expect(await keys.identify(text)).toBeUndefined();
  });
});

describe('a scope', () => {
  it('holds those before it', () => {
    const held = scopes.map((given) => scopes.filter((needed) => allows(given, needed)));
    expect(held).toEqual([['read'], ['read', 'heal'], ['read', 'heal', 'admin']]);
  });
});
