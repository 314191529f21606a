import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandLog, FleetOrder, FleetOutcome } from '@app/fleet';
import type { HealDesk, ManualHealResult, PauseDesk } from '@app/healing';
import { FleetCommands } from './fleet-commands.js';
import type { PushedPatterns } from './pushed-patterns.js';

describe('FleetCommands', () => {
  let done: unknown[];
  let healed: ManualHealResult;
  let commands: FleetCommands;
  let log: Map<string, FleetOutcome>;

  beforeEach(() => {
    done = [];
    log = new Map();
    healed = { outcome: 'accepted', heal: { id: 'h1' } } as ManualHealResult;
    const note = <T>(answer: T, what: unknown): Promise<T> => {
      done.push(what);
      return Promise.resolve(answer);
    };
    const kept: CommandLog = {
      outcomeOf: (id) => Promise.resolve(log.get(id)),
      save: (id, outcome) => Promise.resolve(void log.set(id, outcome)),
    };
    const heals = { request: (asked: unknown) => note(healed, asked) };
    const pauses = {
      pause: (asked: unknown) => note({ until: 'noon' }, asked),
      resume: (service: string | null) => note(service !== 'never-paused', service),
    };
    const patterns = {
      take: (id: string, text: string) => note({ outcome: 'done', message: id }, text),
    };
    commands = new FleetCommands(
      kept,
      heals as unknown as HealDesk,
      pauses as unknown as PauseDesk,
      patterns as unknown as PushedPatterns,
    );
  });

  const carryOut = (order: FleetOrder, id = 'c1') =>
    commands.carryOut({ id, host: 'web-1', order, who: 'cli:alice', expiresAt: '' });
  const heal: FleetOrder = { kind: 'heal', action: { type: 'GENERAL_RESTART' }, reason: 'slow' };

  it('heals under the id of the command, so that the same one leads to one heal', async () => {
    expect(await carryOut(heal)).toEqual({ outcome: 'done', message: 'Heal h1 was accepted.' });
    expect(done).toEqual([
      { id: 'c1', action: { type: 'GENERAL_RESTART' }, requestedBy: 'cli:alice', reason: 'slow' },
    ]);
  });

  it('is carried out once for each id, and says the same again', async () => {
    const first = await carryOut(heal);
    expect(await carryOut(heal)).toEqual(first);
    expect(done).toHaveLength(1);
    await carryOut(heal, 'c2');
    expect(done).toHaveLength(2);
  });

  it.each<[ManualHealResult, RegExp]>([
    [{ outcome: 'busy', heal: { id: 'h0' } } as ManualHealResult, /under way/],
    [{ outcome: 'invalid', message: 'No such service.' }, /No such service/],
    [{ outcome: 'loop-open', retryAt: 'noon' }, /until noon/],
  ])('is refused with the reason of %p', async (result, reason) => {
    healed = result;
    const { outcome, message } = await carryOut(heal);
    expect([outcome, message]).toEqual(['refused', expect.stringMatching(reason)]);
  });

  it('pauses for minutes and resumes', async () => {
    const pause = await carryOut({ kind: 'pause', service: null, minutes: 2, reason: 'r' });
    expect(pause).toEqual({ outcome: 'done', message: 'Everything is paused until noon.' });
    expect(done[0]).toMatchObject({ target: null, forMs: 120_000 });
    expect(await carryOut({ kind: 'resume', service: 'api' }, 'c2')).toMatchObject({
      outcome: 'done',
    });
    expect(await carryOut({ kind: 'resume', service: 'never-paused' }, 'c3')).toMatchObject({
      outcome: 'refused',
    });
  });

  it('gives patterns to who tries them out', async () => {
    expect(await carryOut({ kind: 'config', text: 'version: 1', reason: '' })).toMatchObject({
      message: 'c1',
    });
    expect(done).toEqual(['version: 1']);
  });

  it('refuses what only a newer version knows', async () => {
    const order = { kind: 'dance' } as unknown as FleetOrder;
    expect(await carryOut(order)).toMatchObject({ outcome: 'refused' });
  });
});
