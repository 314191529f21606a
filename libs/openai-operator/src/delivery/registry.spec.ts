import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deliveryModes } from './delivery-modes.js';
import { forgeIds } from './forges/forge.js';
import { forges } from './forges/registry.js';
import { deliveries } from './registry.js';

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((name) => name.endsWith(ending))
    .sort();

describe('the registries of deliveries and forges', () => {
  it('know every file in their folder, and no other', () => {
    expect(deliveries.map(({ id }) => `${id}.delivery.ts`)).toEqual(filesIn('.', '.delivery.ts'));
    expect(forges.map(({ id }) => `${id}.forge.ts`)).toEqual(filesIn('forges', '.forge.ts'));
  });

  it('know what the settings offer', () => {
    expect(deliveries.map(({ id }) => id)).toEqual([...deliveryModes]);
    expect(forges.map(({ id }) => id)).toEqual([...forgeIds]);
  });
});
