import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { repairTemplates } from './registry.js';

describe('the registry of repair templates', () => {
  it('knows every template in the folder, and no other', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.template.ts'));
    expect(repairTemplates.map(({ id }) => `${id}.template.ts`).sort()).toEqual(files.sort());
  });
});
