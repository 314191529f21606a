import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { patchRules } from './registry.js';

describe('the registry of patch rules', () => {
  it('knows every rule in the folder, and no other', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.rule.ts'));
    expect(patchRules.map(({ id }) => `${id}.rule.ts`).sort()).toEqual(files.sort());
  });
});
