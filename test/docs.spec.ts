import { describe, expect, it } from '@jest/globals';
import { describeVariables } from '@app/settings';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settingsDefinitions as ofTheApi } from '../apps/api/src/settings-definitions.js';
import { settingsDefinitions as ofTheCli } from '../apps/cli/src/settings-definitions.js';

const root = join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const variables = describeVariables([...ofTheCli, ...ofTheApi], {}).map(({ name }) => name);
const manifest = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};

describe('the documents', () => {
  it.each(variables)('explain %s', (name) => {
    const text = read('docs/configuration.md');
    expect(text).toContain(`\`${name}\``);
    expect(text.match(new RegExp(`^\\| \`${name}\` `, 'gm'))?.length ?? 0).toBeLessThan(2);
    expect(read('.env.example')).toContain(`${name}=`);
  });

  it.each(Object.keys(manifest.dependencies))('say why %s is there', (name) => {
    const [, short = name] = name.split('/');
    expect(read('docs/dependencies.md')).toContain(short);
  });

  it.each([
    'README.md',
    'docs/alerts.md',
    'docs/architecture.md',
    'docs/configuration.md',
    'docs/operations.md',
    'docs/repair.md',
  ])('link from %s only to what exists', (name) => {
    const links = [...read(name).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
      ([, link]) => link ?? '',
    );
    for (const link of links)
      expect([link, existsSync(join(root, dirname(name), link))]).toEqual([link, true]);
  });

  it('name only npm scripts that exist', () => {
    const named = [...read('README.md').matchAll(/npm run ([\w:]+)/g)].map(
      ([, script]) => script ?? '',
    );
    for (const script of named) expect(Object.keys(manifest.scripts)).toContain(script);
  });
});
