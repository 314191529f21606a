import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { loadEnvironment } from './load-environment.js';
import { readSettings, secretValues } from './read-settings.js';
import { defineSettings } from './settings-definition.js';
import { SettingsError } from './settings-error.js';
import { flag, httpUrl, integer, list } from './variable-types.js';

const definition = defineSettings(
  'sample',
  z.object({
    PORT: integer({ min: 1, max: 65_535 }).default(3001),
    DRY: flag().default(false),
    HOOK: httpUrl().optional().meta({ secret: true }),
    ROOTS: list().default([]),
  }),
  (env) => ({ port: env.PORT, dry: env.DRY, hook: env.HOOK, roots: env.ROOTS }),
);

const read = (environment: Record<string, string>) =>
  readSettings([definition], environment).get(definition.token);

describe('readSettings', () => {
  it('resolves variables, defaults and empty values', () => {
    expect(read({ PORT: '80', DRY: 'yes', ROOTS: 'a, b,', HOOK: '' })).toEqual({
      port: 80,
      dry: true,
      hook: undefined,
      roots: ['a', 'b'],
    });
  });

  it('freezes what it resolves', () => {
    expect(Object.isFrozen(read({}))).toBe(true);
  });

  it('names every problem at once, with key, value and rule, and hides secrets', () => {
    const error = (() => {
      try {
        read({ PORT: '70000', DRY: 'maybe', HOOK: 'secret-thing' });
      } catch (thrown) {
        return thrown as SettingsError;
      }
      throw new Error('no error');
    })();
    expect(error).toBeInstanceOf(SettingsError);
    expect(error.message).toContain('PORT=70000: must be a whole number from 1 to 65535');
    expect(error.message).toContain('DRY=maybe: must be true or false');
    expect(error.message).toContain('HOOK=(hidden): must be an http or https URL');
    expect(error.message).not.toContain('secret-thing');
  });

  it('lists the secret values that are set', () => {
    expect(secretValues([definition], { HOOK: 'https://x.test/1', PORT: '80' })).toEqual([
      'https://x.test/1',
    ]);
  });
});

describe('loadEnvironment', () => {
  it('lets the environment win over .env.local, and .env.local over .env', () => {
    const folder = mkdtempSync(join(tmpdir(), 'autoheal-env-'));
    writeFileSync(join(folder, '.env'), 'A=env\nB=env\nC=env\n');
    writeFileSync(join(folder, '.env.local'), 'A=local\nB=local\n');
    expect(loadEnvironment(folder, { A: 'real' })).toEqual({ A: 'real', B: 'local', C: 'env' });
  });
});
