import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { serviceManagers } from './registry.js';
import { serviceManagerNames } from './service-manager.js';

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.manager.ts'));

describe('the registry of service managers', () => {
  it('has every manager of this folder, and each name that an action may give', () => {
    expect(serviceManagers.map(({ name }) => `${name}.manager.ts`).sort()).toEqual(files.sort());
    expect(serviceManagers.map(({ name }) => name)).toEqual(serviceManagerNames);
  });
});
