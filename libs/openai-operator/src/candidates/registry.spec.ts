import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { candidateSources } from './registry.js';

describe('the registry of candidate sources', () => {
  it('knows every source in the folder, and no other', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.source.ts'));
    expect(candidateSources.map(({ id }) => `${id}.source.ts`).sort()).toEqual(files.sort());
  });
});
