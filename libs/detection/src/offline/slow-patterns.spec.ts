import { describe, expect, it } from '@jest/globals';
import { sampleConfig } from '../../testing/sample-config.js';
import { slowPatterns } from './slow-patterns.js';

describe('slowPatterns', () => {
  it('names the patterns that no text can be searched for', () => {
    const { patterns } = sampleConfig(`
version: 1
patterns:
  - { id: text, match: ECONNREFUSED }
  - { id: any-case, match: econnrefused, ignoreCase: true }
  - { id: digits, match: 'status=\\d+|\\d{3}ms' }
  - { id: short, match: 'E\\d' }
  - { id: recovery, match: down, resetOn: { match: '\\d up' } }
  - { id: choice, match: ['lost', 'found .*'] }
`);
    expect(slowPatterns(patterns)).toEqual(['digits', 'short']);
  });
});
