import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../api/types.js';
import { deliveryNotes } from './delivery-notes.js';

const delivery = (channel: string, status: string, lastError?: string): Delivery => ({
  channel,
  status,
  attempts: 1,
  ...(lastError === undefined ? {} : { lastError }),
});

describe('deliveryNotes', () => {
  it('says once what is the same of several channels', () => {
    const notes = deliveryNotes([
      delivery('discord', 'suppressed', 'a repeat'),
      delivery('slack', 'suppressed', 'a repeat'),
      delivery('inbox', 'delivered'),
    ]);
    expect(notes).toEqual([{ text: 'a repeat', channels: ['discord', 'slack'], isError: false }]);
  });

  it('tells an error from what was left out on purpose', () => {
    const notes = deliveryNotes([
      delivery('discord', 'pending', '429'),
      delivery('slack', 'silenced', 'silenced by alice'),
    ]);
    expect(notes.map(({ text, isError }) => [text, isError])).toEqual([
      ['429', true],
      ['silenced by alice', false],
    ]);
  });
});
