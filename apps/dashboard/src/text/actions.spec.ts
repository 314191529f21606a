import { describe, expect, it } from '@jest/globals';
import { describeAction, describeRequester } from './actions.js';

describe('describeAction', () => {
  it.each([
    [{ type: 'RESTART_SERVICE', service: 'shop' }, 'Restart shop'],
    [{ type: 'RESTART_SERVICE' }, 'Restart'],
    [{ type: 'CODEX_FIX_FILE', filePath: 'src/cart.js' }, 'Fix src/cart.js'],
    [{ type: 'CODEX_FIX_FILE' }, 'Fix the code'],
    [{ type: 'SCALE_OUT_ALL' }, 'Scale out all'],
  ])('says %j as %s', (action, text) => {
    expect(describeAction(action)).toBe(text);
  });
});

describe('describeRequester', () => {
  it.each([
    ['detection', 'the watchdog'],
    ['cli:alice', 'alice by the command line'],
    ['api:ci:deploy', 'ci:deploy by the API'],
    ['somebody', 'somebody'],
    ['pager:bob', 'pager:bob'],
  ])('says %s as %s', (requestedBy, text) => {
    expect(describeRequester(requestedBy)).toBe(text);
  });
});
