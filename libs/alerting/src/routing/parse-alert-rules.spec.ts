import { describe, expect, it } from '@jest/globals';
import { parseAlertRules } from './parse-alert-rules.js';

const problemsOf = (text: string): readonly string[] => {
  const result = parseAlertRules(text, ['discord', 'slack']);
  return result.ok ? [] : result.problems;
};

describe('parseAlertRules', () => {
  it.each([
    [
      'a channel that is none',
      'version: 1\nroutes:\n  - channels: [pigeon]',
      ['3:16 routes.0.channels.0: "pigeon" is no channel; there are discord, slack'],
    ],
    [
      'a time that is none',
      "version: 1\nquietHours:\n  - { name: n, from: '25:00', to: '07:00' }",
      ['3:22 quietHours.0.from: must be a time such as "22:00"'],
    ],
    [
      'a zone that is none',
      'version: 1\ntimeZone: Mars/Base',
      ['2:11 timeZone: must be the name of a time zone, for instance Europe/Berlin'],
    ],
    ['a wrong version', 'version: 2', ['1:10 version: Invalid input: expected 1']],
    ['an empty file', '', ['1:1 : Invalid input: expected object, received null']],
  ])('names line and column of %s', (_what, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('tells all that is wrong at once, in the order of the file', () => {
    const text = 'version: 1\nroutes:\n  - repeatSeconds: -1\n  - mach: {}\ninhibit: 3';
    expect(problemsOf(text).map((problem) => problem.split(':')[0])).toEqual(['3', '4', '5']);
  });

  it('tells where the YAML itself is broken', () => {
    expect(problemsOf('version: 1\nroutes: [')[0]).toMatch(/^2:\d+ /);
  });
});
