import { describe, expect, it } from '@jest/globals';
import { fleetLimitSettings, fleetSettings } from '@app/fleet';
import { fleetStoreSettings } from '@app/fleet-store';
import { describeVariables } from '@app/settings';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const hasCompose = spawnSync('docker-compose', ['version']).status === 0;
const withCompose = hasCompose ? it : it.skip;

interface Compose {
  readonly services: Readonly<
    Record<string, { readonly environment: Readonly<Record<string, string>> }>
  >;
}

function configured(...profiles: string[]): Compose {
  const result = spawnSync(
    'docker-compose',
    [...profiles.flatMap((profile) => ['--profile', profile]), 'config'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, API_KEY: 'a key for this test' } },
  );
  expect(result.stderr).not.toMatch(/error|unsupported/i);
  expect(result.status).toBe(0);
  return parse(result.stdout) as Compose;
}

describe('docker-compose.yml', () => {
  it('hands every variable of the fleet to the apps', () => {
    const file = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), {
      merge: true,
    }) as Compose;
    const variables = describeVariables(
      [fleetSettings, fleetLimitSettings, fleetStoreSettings],
      {},
    ).map(({ name }) => name);
    for (const app of ['watchdog', 'api'])
      expect(Object.keys(file.services[app]?.environment ?? {})).toEqual(
        expect.arrayContaining(variables),
      );
  });

  withCompose('is taken by compose, with NATS and PostgreSQL in the profile of the fleet', () => {
    expect(Object.keys(configured('fleet').services)).toEqual(
      expect.arrayContaining(['api', 'watchdog', 'nats', 'postgres']),
    );
  });
});
