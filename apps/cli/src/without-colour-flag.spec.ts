import { describe, expect, it } from '@jest/globals';
import { withoutColourFlag } from './without-colour-flag.js';

describe('withoutColourFlag', () => {
  it('takes the flag from anywhere among the own words, and tells what is loaded later', () => {
    const environment: Record<string, string | undefined> = {};
    const argv = ['node', 'autoheal', '--no-color', 'status', '--no-color'];
    expect(withoutColourFlag(argv, environment)).toEqual(['node', 'autoheal', 'status']);
    expect(environment).toEqual({ NO_COLOR: '1' });
  });

  it("leaves another program's words alone", () => {
    const environment: Record<string, string | undefined> = {};
    const argv = ['node', 'autoheal', 'maintenance', '--', 'deploy', '--no-color'];
    expect(withoutColourFlag(argv, environment)).toEqual(argv);
    expect(environment).toEqual({});
  });
});
