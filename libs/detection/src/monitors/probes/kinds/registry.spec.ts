import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { probeKinds } from './registry.js';

describe('probeKinds', () => {
  it('has every kind in this folder', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((name) =>
      name.endsWith('.probe.ts'),
    );
    expect(probeKinds.map(({ type }) => `${type}.probe.ts`).sort()).toEqual(files.sort());
  });

  it('has kinds whose schema asks for their own type and refuses what it does not know', () => {
    for (const { type, schema } of probeKinds) {
      expect(schema.shape.type.value).toBe(type);
      expect(schema.safeParse({ type, id: 'a', nonsense: 1 }).error?.message).toContain('nonsense');
    }
  });
});
