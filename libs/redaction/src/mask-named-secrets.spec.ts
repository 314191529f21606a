import { describe, expect, it } from '@jest/globals';
import { maskNamedSecrets } from './mask-named-secrets.js';

describe('maskNamedSecrets', () => {
  it.each([
    'password',
    'DB_PASSWORD',
    'apiKey',
    'X-Api-Key',
    'accessToken',
    'client_secret',
    'Cookie',
  ])('masks the value of %s', (name) => {
    expect(maskNamedSecrets({ [name]: 'abc' })).toEqual({ [name]: '[redacted]' });
  });

  it.each(['key', 'inputTokens', 'secretary', 'tokenizer', 'passed'])(
    'leaves the value of %s',
    (name) => {
      expect(maskNamedSecrets({ [name]: 'abc' })).toEqual({ [name]: 'abc' });
    },
  );

  it('masks numbers and whole objects too, but shows what is empty', () => {
    expect(maskNamedSecrets({ pwd: 1234, credentials: { user: 'a' }, token: '' })).toEqual({
      pwd: '[redacted]',
      credentials: '[redacted]',
      token: '',
    });
  });

  it('masks the word after a flag that asks for a secret', () => {
    expect(maskNamedSecrets(['--password', 'abc', '--user', 'bob', 'password', 'x'])).toEqual([
      '--password',
      '[redacted]',
      '--user',
      'bob',
      'password',
      'x',
    ]);
  });
});
