import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { defaultTarget, healActionSchema, parseHealAction } from './heal-action-schema.js';
import { healActions } from './registry.js';

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.action.ts'));

const samples = [
  [{ type: 'CHECK_DB_HEALTH', engine: 'tcp', port: 6379 }, 'database'],
  [{ type: 'CODEX_FIX_FILE', filePath: 'src/a.js' }, 'src/a.js'],
  [{ type: 'CODEX_FIX_FILE', route: '/cart' }, '/cart'],
  [{ type: 'CODEX_FIX_FILE' }, 'code'],
  [{ type: 'GENERAL_RESTART' }, 'platform'],
  [{ type: 'RESTART_SERVICE', service: 'api' }, 'api'],
  [{ type: 'RUN_COMMAND', command: ['./bin/flush-cache', '--all'] }, 'flush-cache'],
] as const;

describe('the registry of heal actions', () => {
  it('holds exactly what the action files of the folder define', async () => {
    const modules = await Promise.all(
      files.map((file) => import(`./${file.replace(/\.ts$/, '.js')}`) as Promise<object>),
    );
    const defined = modules.map((module) =>
      (Object.values(module) as unknown[]).find(
        (value) => typeof value === 'object' && value !== null && 'type' in value,
      ),
    );
    expect(new Set(defined)).toEqual(new Set(healActions));
    expect(defined).toHaveLength(healActions.length);
  });

  it('names each type once', () => {
    expect(new Set(healActions.map(({ type }) => type)).size).toBe(healActions.length);
  });

  it.each(samples)('accepts %j, which heals %s by default', (spec, target) => {
    expect(healActionSchema.parse(spec)).toEqual(spec);
    expect(defaultTarget(spec)).toBe(target);
  });

  it.each([
    ['an unknown type', { type: 'RESTART_SERVICES', service: 'api' }],
    ['an unknown parameter', { type: 'RESTART_SERVICE', service: 'api', sevrice: 'api' }],
    ['a missing parameter', { type: 'RESTART_SERVICE' }],
    ['a command as shell text', { type: 'RUN_COMMAND', command: 'rm -rf /' }],
    ['an empty command', { type: 'RUN_COMMAND', command: [] }],
    ['a NUL in a command', { type: 'RUN_COMMAND', command: ['a', 'b\0c'] }],
    ['a file and a route', { type: 'CODEX_FIX_FILE', filePath: 'a.js', route: '/a' }],
    ['a port without an engine', { type: 'CHECK_DB_HEALTH', port: 1 }],
    ['a script and an engine', { type: 'CHECK_DB_HEALTH', script: ['a'], engine: 'tcp' }],
    ['a time limit of no time', { type: 'GENERAL_RESTART', timeoutMs: 0 }],
  ])('refuses %s', (_what, spec) => {
    expect(healActionSchema.safeParse(spec).success).toBe(false);
    expect(parseHealAction(spec).ok).toBe(false);
  });

  it('says which types there are when one is unknown', () => {
    expect(parseHealAction({ type: 'REBOOT' })).toEqual({
      ok: false,
      message: expect.stringContaining('no action REBOOT; known: CHECK_DB_HEALTH, CODEX_FIX_FILE'),
    });
  });

  it('says which parameter is wrong', () => {
    expect(parseHealAction({ type: 'RESTART_SERVICE' })).toEqual({
      ok: false,
      message: expect.stringContaining('service'),
    });
  });

  it('takes the time limit from the parameters, else from the definition', () => {
    expect(parseHealAction({ type: 'GENERAL_RESTART', timeoutMs: 5_000 })).toMatchObject({
      timeoutMs: 5_000,
    });
    expect(parseHealAction({ type: 'RESTART_SERVICE', service: 'a' })).toMatchObject({
      timeoutMs: 60_000,
    });
  });

  it('can be published as JSON Schema', () => {
    const schema = z.toJSONSchema(healActionSchema) as { oneOf: { properties: object }[] };
    expect(schema.oneOf).toHaveLength(healActions.length);
    expect(schema.oneOf.every(({ properties }) => 'type' in properties)).toBe(true);
  });
});
