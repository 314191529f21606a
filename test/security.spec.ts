import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { threatTable } from './harness/threat-table.js';

const ROOT = join(import.meta.dirname, '..');

describe('the page on security', () => {
  const rows = threatTable('docs/security.md');

  it('has a test for each row of its table of threats', () => {
    const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
    const [, table = ''] = /\n## Threats\n([^]*?)\n## /.exec(page) ?? [];
    const told = table.split('\n').filter((line) => /^\| (?!threat |-)/.test(line)).length;
    const shown = new Set(rows.map(({ threat, file, name }) => `${threat}${file}${name}`)).size;
    expect(shown).toBeGreaterThanOrEqual(told);
    expect(table.match(/“/g)).toHaveLength(rows.length);
  });

  it.each(rows)('$threat: $file has the test "$name"', ({ file, name }) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(name);
  });
});
