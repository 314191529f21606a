import { describe, expect, it } from '@jest/globals';
import type { HealRecord } from '../heals/heal-reader.js';
import type { LoopView } from '../loops/loop-view.js';
import type { StatusFacts } from './needs-you.js';
import { needsYou } from './needs-you.js';
import { verdictOf } from './verdict.js';

const now = '2026-01-01T00:00:00.000Z';
const quiet: StatusFacts = {
  watchdog: undefined,
  liveness: 'running',
  unfinished: [],
  loops: [],
  proposals: [],
  unattended: [],
  now,
};

function heal(status: HealRecord['summary']['status']): HealRecord {
  return {
    summary: {
      id: 'h',
      incidentId: 'i',
      service: 'api',
      action: { type: 'RESTART_SERVICE', service: 'api' },
      status,
      attempt: 1,
      maxAttempts: 3,
      requestedBy: 'detection',
      reason: 'it crashed',
      requestedAt: now,
    },
    expiresAt: '2026-01-01T01:00:00.000Z',
  };
}

const loop: LoopView = {
  key: 'pattern:crash',
  target: 'api',
  actionType: 'RESTART_SERVICE',
  state: 'open',
  heals: 3,
  maxHeals: 3,
  windowSeconds: 60,
  suppressed: 0,
};

describe('the verdict', () => {
  it.each([
    ['nothing happens', quiet, 'ok'],
    ['a heal runs', { ...quiet, unfinished: [heal('running')] }, 'healing'],
    [
      'a heal waits for a person',
      { ...quiet, unfinished: [heal('awaiting-approval')] },
      'attention',
    ],
    ['a loop is open', { ...quiet, loops: [loop] }, 'critical'],
    ['a loop is closed', { ...quiet, loops: [{ ...loop, state: 'closed' }] }, 'ok'],
    ['the watchdog is silent', { ...quiet, liveness: 'silent' }, 'critical'],
    ['the watchdog is stopped', { ...quiet, liveness: 'stopped' }, 'attention'],
  ] as const)('when %s', (_when, facts, level) => {
    expect(verdictOf(facts).level).toBe(level);
  });

  it('names the most pressing thing, and how many there are', () => {
    const facts = {
      ...quiet,
      unfinished: [heal('awaiting-approval')],
      liveness: 'stopped',
    } as const;
    expect(verdictOf(facts).sentence).toBe('2 things need you, first: The watchdog is stopped.');
  });
});

describe('what needs a person', () => {
  it('says what to decide, until when, and where', () => {
    expect(needsYou({ ...quiet, unfinished: [heal('awaiting-approval')] })).toEqual([
      {
        kind: 'approval',
        title: 'api: RESTART_SERVICE api waits for approval',
        detail: 'it crashed Expires at 2026-01-01T01:00:00.000Z.',
        at: now,
        healId: 'h',
        incidentId: 'i',
      },
    ]);
  });

  it('is a code fix that waits, until it is too old', () => {
    const fix = {
      id: 'r',
      filePath: 'src/cart.js',
      incidentId: null,
      proposedAt: now,
      expiresAt: '2026-01-01T01:00:00.000Z',
    };
    expect(needsYou({ ...quiet, proposals: [fix] })).toMatchObject([
      { kind: 'fix', repairId: 'r', title: 'A code fix of src/cart.js waits for approval' },
    ]);
    expect(needsYou({ ...quiet, proposals: [{ ...fix, expiresAt: now }] })).toEqual([]);
  });

  it('is empty while heals run by themselves', () => {
    expect(needsYou({ ...quiet, unfinished: [heal('running')] })).toEqual([]);
  });
});
