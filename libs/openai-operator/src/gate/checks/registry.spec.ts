import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { gateChecks } from './registry.js';

describe('the registry of gate checks', () => {
  it('knows every check in the folder, and no other', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.check.ts'));
    expect(gateChecks.map(({ id }) => `${id}.check.ts`).sort()).toEqual(files.sort());
  });
});
