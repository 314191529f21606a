import { describe, expect, it } from '@jest/globals';
import { knownErrors } from '../../testing/known-errors.js';
import { summarizeByRules } from './rule-summary.js';
import { summaryRules } from './summary-rules.js';

describe('summarizeByRules', () => {
  it.each([
    ['Error: connect ECONNREFUSED 127.0.0.1:5432', 'Nothing listens at 127.0.0.1:5432'],
    ["Error: Cannot find module 'express'", 'The module "express" is missing.'],
    ['FATAL: sorry, too many clients already', 'PostgreSQL has no connection left.'],
    [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      'ran out of memory',
    ],
    ["Error: ENOENT: no such file or directory, open '/srv/a.json'", '/srv/a.json does not exist'],
    ['Error: connection pool exhausted: 4 of 4 in use', 'pool has no connection left'],
  ])('explains %s', (line, expected) => {
    expect(summarizeByRules(line).summary).toContain(expected);
  });

  it('shows the line itself when no rule knows it', () => {
    expect(summarizeByRules('INFO fine\nERROR flux capacitor misaligned')).toMatchObject({
      summary: 'No rule knows this error: ERROR flux capacitor misaligned',
      source: 'rules',
    });
  });

  it('stays fast on one hostile line of a megabyte', () => {
    expect(summarizeByRules('(reading '.repeat(120_000)).source).toBe('rules');
  });

  it.each(Object.entries(knownErrors))('knows %s by its own rule', (id, [line, summary]) => {
    expect(summarizeByRules(`INFO fine\n2026-01-01T00:00:00Z ERROR ${line}\nINFO on`).summary).toBe(
      summary,
    );
    expect(summaryRules.find((rule) => rule.pattern.test(line))?.id).toBe(id);
  });

  it('knows at least sixty families, each with an example', () => {
    expect(summaryRules.length).toBeGreaterThanOrEqual(60);
    expect(Object.keys(knownErrors).sort()).toEqual(summaryRules.map(({ id }) => id).sort());
  });

  it('lists no refused connection and no time as a file to look into', () => {
    const log =
      '2026-01-01T00:00:00Z Error: connect ECONNREFUSED db.internal:5432\n    at connect (/srv/api/src/db.js:12:7)';
    expect(summarizeByRules(log).filesToInvestigate).toEqual(['/srv/api/src/db.js:12']);
  });

  it('knows each rule by a name of its own', () => {
    expect(new Set(summaryRules.map(({ id }) => id)).size).toBe(summaryRules.length);
  });
});
