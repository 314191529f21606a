import { beforeEach, describe, expect, it } from '@jest/globals';
import type { HealActionSpec } from '@app/contracts';
import { done, failure } from './actions/outcome.js';
import type { PermitCheck, PermitSource } from './execution/heal-permits.js';
import { HealingCore } from '../testing/healing-core.js';

const fix: HealActionSpec = { type: 'CODEX_FIX_FILE' };
const restartAll: HealActionSpec = { type: 'GENERAL_RESTART' };
const ladder = {
  escalation: [
    { action: fix, target: 'src/api.js' },
    { action: restartAll, target: 'platform' },
  ],
};

describe('the healing core', () => {
  let core: HealingCore;
  beforeEach(async () => {
    core = await new HealingCore().start();
  });

  describe('proves heals', () => {
    it('calls a heal proven when its trigger stays silent through the window, and ends the incident', async () => {
      await core.detect();
      expect(core.statuses()).toEqual(['RESTART_SERVICE verifying']);
      await core.clock.advance(999);
      expect(core.statuses()).toEqual(['RESTART_SERVICE verifying']);
      await core.clock.advance(1);
      expect(core.statuses()).toEqual(['RESTART_SERVICE verified']);
      expect(core.events.named('incident.resolved')[0]?.payload).toMatchObject({ by: 'verified' });
    });

    it('calls it ineffective as soon as its trigger fires again', async () => {
      await core.detect();
      await core.clock.advance(500);
      await core.detect();
      expect(core.events.named('heal.ineffective')[0]?.payload.reason).toBe('trigger-fired');
      expect(core.events.named('incident.resolved')).toEqual([]);
    });

    it('forgives what is said while the service settles', async () => {
      await core.detect({ verification: { windowSeconds: 5, settleSeconds: 2 } });
      await core.clock.advance(1_000);
      await core.detect({ verification: { windowSeconds: 5, settleSeconds: 2 } });
      await core.clock.advance(6_000);
      expect(core.statuses()).toEqual(['RESTART_SERVICE verified']);
    });

    it.each([
      ['failed', 'probe-failed'],
      ['unknown', 'probe-unknown'],
    ] as const)('takes a probe that is %s for no proof', async (health, reason) => {
      core.probes.set('api', health);
      await core.detect({ verification: { windowSeconds: 5, settleSeconds: 0, probe: 'api' } });
      await core.clock.advance(6_000);
      expect(core.events.named('heal.ineffective')[0]?.payload.reason).toBe(reason);
    });

    it('watches a whole window anew when it was restarted in between', async () => {
      await core.detect();
      await core.clock.advance(900);
      await core.restart();
      await core.clock.advance(900);
      expect(core.statuses()).toEqual(['RESTART_SERVICE verifying']);
      await core.clock.advance(100);
      expect(core.statuses()).toEqual(['RESTART_SERVICE verified']);
    });
  });

  describe('climbs the ladder', () => {
    it('takes the next rung at once when the one below proved ineffective, and the same never twice', async () => {
      await core.detect(ladder);
      for (let again = 0; again < 2; again += 1) {
        await core.clock.advance(100);
        await core.detect(ladder);
      }
      expect(core.statuses()).toEqual([
        'RESTART_SERVICE ineffective',
        'CODEX_FIX_FILE ineffective',
        'GENERAL_RESTART verifying',
      ]);
      expect(core.acts.map(({ heal }) => heal.target)).toEqual(['api', 'src/api.js', 'platform']);
    });

    it('begins with the mildest again in the next incident', async () => {
      await core.detect(ladder);
      await core.clock.advance(100);
      await core.detect(ladder);
      await core.clock.advance(2_000);
      expect(core.events.named('incident.resolved')).toHaveLength(1);
      await core.detect({ ...ladder });
      expect(core.acts.at(-1)?.heal.action.type).toBe('RESTART_SERVICE');
    });

    it('leaves out a rung whose loop is open', async () => {
      const loop = { maxHeals: 1, windowSeconds: 600, pauseSeconds: 600, backoffSeconds: 1 };
      await core.detect({ loop });
      await core.clock.advance(100);
      await core.detect({ loop });
      expect(core.events.named('heal-loop.opened')).toHaveLength(1);
      await core.detect({ loop, ...ladder });
      expect(core.acts.at(-1)?.heal.action.type).toBe('CODEX_FIX_FILE');
    });

    it('stays on the highest rung, until its loop calls for a person', async () => {
      const plan = {
        escalation: [{ action: restartAll, target: 'platform' }],
        loop: { maxHeals: 2, windowSeconds: 600, pauseSeconds: 600, backoffSeconds: 1 },
      };
      for (let again = 0; again < 5; again += 1) {
        await core.detect(plan);
        await core.clock.advance(900);
        await core.sweep();
      }
      expect(core.acts.map(({ heal }) => heal.action.type)).toEqual([
        'RESTART_SERVICE',
        'GENERAL_RESTART',
        'GENERAL_RESTART',
      ]);
      expect(core.events.named('heal-loop.opened')[0]?.payload).toMatchObject({
        target: 'platform',
        actionType: 'GENERAL_RESTART',
      });
    });
  });

  describe('does not forget', () => {
    it('tries again after the wait when an act failed and the trouble was said only once', async () => {
      core.act = () => failure('exit-code', 'no');
      await core.detect();
      expect(core.statuses()).toEqual(['RESTART_SERVICE failed']);
      core.act = () => failure('exit-code', 'still no');
      await core.sweep();
      expect(core.acts).toHaveLength(1);
      await core.clock.advance(1_000);
      await core.sweep();
      expect(core.acts).toHaveLength(2);
    });

    it('does not repeat by itself what cannot succeed, nor what was interrupted', async () => {
      for (const reason of ['not-found', 'interrupted'] as const) {
        core = await new HealingCore().start();
        core.act = () => failure(reason, 'no');
        await core.detect();
        await core.clock.advance(10_000);
        await core.sweep();
        expect(core.acts).toHaveLength(1);
      }
    });

    it('heals a detection once, however often it is delivered', async () => {
      await core.detect();
      core.events.delivered.clear();
      await core.restart();
      await core.clock.advance(5_000);
      expect(core.acts).toHaveLength(1);
    });

    describe('trouble that was said once, while another heal had its target', () => {
      const other = { type: 'GENERAL_RESTART' };
      const said = () => core.detect({ action: other }, { key: 'said-once' });
      const healedBy = () => core.acts.map(({ heal }) => heal.key);

      it('is healed once that heal proved ineffective', async () => {
        await core.detect();
        await said();
        await core.sweep();
        expect(healedBy()).toEqual(['api-crash']);
        core.act = () => failure('not-found', 'no');
        await core.detect();
        core.act = () => done('done');
        await core.sweep();
        expect(healedBy()).toEqual(['api-crash', 'said-once']);
        await core.clock.advance(2_000);
        await core.sweep();
        expect(healedBy().filter((key) => key === 'said-once')).toHaveLength(1);
      });

      it('counts as healed with it when the act came after it and was proven', async () => {
        await core.detect();
        await said();
        await core.clock.advance(1_000);
        await core.sweep();
        expect(core.acts).toHaveLength(1);
        await core.clock.advance(60_000);
        await core.sweep();
        expect(core.events.named('incident.resolved').map(({ payload }) => payload.by)).toEqual([
          'verified',
          'quiet',
        ]);
      });

      it('is healed when it came after the act, though that act was proven', async () => {
        await core.detect();
        await core.clock.advance(500);
        await said();
        await core.clock.advance(500);
        await core.sweep();
        expect(healedBy()).toEqual(['api-crash', 'said-once']);
        expect(core.events.named('heal.requested').at(-1)?.payload.reason).toContain(
          'came while another heal of api was under way',
        );
      });

      it('is not forgotten by a restart of the watchdog', async () => {
        await core.detect();
        await core.clock.advance(500);
        await said();
        await core.restart();
        await core.clock.advance(1_000);
        await core.sweep();
        expect(healedBy()).toEqual(['api-crash', 'said-once']);
      });

      it('does not try in vain once more what was tried in vain meanwhile', async () => {
        for (let symptom = 0; symptom < 50; symptom += 1)
          await core.detect({}, { key: `symptom-${String(symptom)}` });
        await core.clock.advance(100);
        await core.detect({}, { key: 'symptom-0' });
        expect(core.statuses()).toEqual(['RESTART_SERVICE ineffective']);
        await core.sweep();
        expect(core.acts).toHaveLength(1);
      });
    });

    it('ends an incident that passed by itself', async () => {
      await core.detect({ mode: 'shadow' });
      await core.clock.advance(59_000);
      await core.sweep();
      expect(core.events.named('incident.resolved')).toEqual([]);
      await core.clock.advance(1_000);
      await core.sweep();
      expect(core.events.named('incident.resolved')[0]?.payload.by).toBe('quiet');
    });

    it('does not take silence for health while the probe fails', async () => {
      core.probes.set('api', 'failed');
      await core.detect({
        mode: 'shadow',
        verification: { windowSeconds: 1, settleSeconds: 0, probe: 'api' },
      });
      await core.clock.advance(600_000);
      await core.sweep();
      expect(core.events.named('incident.resolved')).toEqual([]);
    });

    it('closes a loop whose trouble passed by itself, once its pause is over', async () => {
      const loop = { maxHeals: 1, windowSeconds: 60, pauseSeconds: 600, backoffSeconds: 1 };
      await core.detect({ loop });
      await core.clock.advance(100);
      await core.detect({ loop });
      await core.clock.advance(599_000);
      await core.sweep();
      expect(core.events.named('heal-loop.closed')).toEqual([]);
      await core.clock.advance(1_000);
      await core.sweep();
      expect(core.events.named('heal-loop.closed')[0]?.payload.by).toBe('healthy');
      expect(core.events.named('incident.resolved')[0]?.payload.by).toBe('quiet');
    });
  });

  describe('keeps within bounds', () => {
    it('gives one heal for fifty symptoms of one service', async () => {
      for (let symptom = 0; symptom < 50; symptom += 1)
        await core.detect({}, { key: `symptom-${String(symptom)}` });
      expect(core.acts).toHaveLength(1);
      expect(core.skips()).toEqual(Array<string>(49).fill('in-progress'));
    });

    it('does not heal a service whose dependency is in trouble', async () => {
      core.dependencies.set('api', [{ target: 'db' }]);
      await core.detect({ mode: 'shadow', target: 'db' }, { key: 'db-down' });
      await core.detect();
      expect(core.acts).toEqual([]);
      expect(core.skips()).toEqual(['shadow', 'dependency-down']);
    });

    it('asks the probe of a dependency before it heals', async () => {
      core.dependencies.set('api', [{ target: 'db', probe: 'db-port' }]);
      core.probes.set('db-port', 'failed');
      await core.detect();
      expect(core.events.named('heal.skipped')[0]?.payload).toMatchObject({
        reason: 'dependency-down',
        detail: 'api needs db, which is down: its probe db-port fails.',
      });
      core.probes.set('db-port', 'ok');
      await core.detect();
      expect(core.acts).toHaveLength(1);
    });

    it('runs no more heals at a time than it may', async () => {
      const release: (() => void)[] = [];
      core.act = () =>
        new Promise((resolve) => {
          release.push(() => {
            resolve(failure('not-found', 'no'));
          });
        });
      for (const target of ['a', 'b', 'c']) await core.detect({ target }, { key: target });
      expect(core.acts).toHaveLength(2);
      release.shift()?.();
      await core.clock.advance(0);
      expect(core.acts).toHaveLength(3);
    });

    it('rests while automation is paused, for one service or for all, and says so', async () => {
      await core.pauseDesk.pause({ target: 'api', forMs: 60_000, reason: 'debugging', who: 'ann' });
      await core.detect();
      await core.detect({ target: 'web' }, { key: 'web' });
      expect(core.acts.map(({ heal }) => heal.target)).toEqual(['web']);
      await core.pauseDesk.pause({ target: null, forMs: 10_000, reason: 'release', who: 'ann' });
      await core.detect({ target: 'db' }, { key: 'db' });
      expect(core.events.named('heal.skipped').at(-1)?.payload).toMatchObject({
        reason: 'paused',
        detail: 'Automation is paused: release',
      });
      expect(await core.pauseDesk.resume('api', 'ann')).toBe(true);
      expect(await core.pauseDesk.resume('api', 'ann')).toBe(false);
    });

    it('ends every pause by itself', async () => {
      await core.pauseDesk.pause({ target: null, forMs: 1_000, reason: 'release', who: 'ann' });
      await core.clock.advance(1_000);
      await core.detect();
      expect(core.acts).toHaveLength(1);
    });
  });

  describe('asks people', () => {
    it('waits for approval, and runs once however many approve', async () => {
      await core.detect({ mode: 'approve' });
      const [heal] = core.heals.all.values();
      const votes = await Promise.all(
        ['ann', 'bob', 'ann'].map((who) => core.desk.approve(heal?.id ?? '', who)),
      );
      await core.deliver();
      expect(votes.map(({ outcome }) => outcome).sort()).toEqual(['done', 'too-late', 'too-late']);
      expect(core.acts).toHaveLength(1);
    });

    it('refuses an approval that comes too late, and lets the request expire', async () => {
      await core.detect({ mode: 'approve' });
      const [heal] = core.heals.all.values();
      await core.clock.advance(60_000);
      expect((await core.desk.approve(heal?.id ?? '', 'ann')).outcome).toBe('too-late');
      await core.sweep();
      expect(core.statuses()).toEqual(['RESTART_SERVICE expired']);
    });
  });

  describe('asks who has a say beyond this host', () => {
    const asked: string[] = [];
    const returned: string[] = [];
    const checks: PermitCheck[] = [];
    const given = (ask: PermitSource['ask']): Promise<void> => {
      core.permits = {
        ask: (heal, signal) => {
          asked.push(heal.target);
          return ask(heal, signal);
        },
        check: () => Promise.resolve(checks.shift() ?? { outcome: 'held' }),
        giveBack: (healId) => void returned.push(healId),
      };
      return core.restart();
    };
    beforeEach(() => {
      checks.length = 0;
      asked.length = 0;
      returned.length = 0;
    });

    it('and waits for its turn, while heals of others go on', async () => {
      let grant: () => void = () => undefined;
      const turn = new Promise<void>((resolve) => (grant = resolve));
      core.maxConcurrent = 1;
      await given(async (heal) => {
        if (heal.target === 'api') await turn;
        return { outcome: 'granted' };
      });
      await core.detect({ target: 'api' });
      await core.detect({ target: 'web' }, { key: 'other' });
      expect(core.acts.map(({ heal }) => heal.target)).toEqual(['web']);
      grant();
      await core.clock.advance(0);
      expect(core.acts.map(({ heal }) => heal.target)).toEqual(['web', 'api']);
    });

    it('and asks again when its turn was lost before it began, and begins with the token of the new one', async () => {
      checks.push({ outcome: 'lost', message: 'late' }, { outcome: 'held', fencingToken: 7 });
      await given(() => Promise.resolve({ outcome: 'granted' }));
      await core.detect({ target: 'api' });
      expect(asked).toEqual(['api', 'api']);
      expect(returned).toHaveLength(1);
      expect(core.acts).toHaveLength(1);
      expect(core.events.named('heal.started').map(({ payload }) => payload)).toMatchObject([
        { fencingToken: 7 },
      ]);
    });

    it('and counts a refusal as a heal that failed without having begun', async () => {
      await given(() => Promise.resolve({ outcome: 'refused', message: 'The budget is spent.' }));
      await core.detect();
      expect(core.acts).toEqual([]);
      expect(core.events.named('heal.started')).toEqual([]);
      expect(core.events.named('heal.failed')[0]?.payload).toMatchObject({
        reason: 'refused',
        message: 'The budget is spent.',
      });
    });

    it('and does not wait any more for a heal that was cancelled', async () => {
      await given(
        (_heal, signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              resolve({ outcome: 'withdrawn' });
            });
          }),
      );
      await core.detect();
      const [heal] = core.heals.all.values();
      await core.desk.cancel(heal?.id ?? '', 'alice');
      await core.clock.advance(500);
      await core.detect({}, { key: 'other' });
      expect(asked).toHaveLength(2);
      expect(core.acts).toEqual([]);
    });

    it('and gives the permit back when the heal was cancelled meanwhile', async () => {
      await given(async (heal) => {
        await core.desk.cancel(heal.id, 'alice');
        return { outcome: 'granted' };
      });
      await core.detect();
      expect(core.acts).toEqual([]);
      expect(returned).toHaveLength(1);
    });

    it('and takes the question up again after a restart', async () => {
      await given(
        (_heal, signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              resolve({ outcome: 'withdrawn' });
            });
          }),
      );
      await core.detect();
      await core.executor.drain(1_000);
      expect(core.statuses()).toEqual(['RESTART_SERVICE requested']);
      await given(() => Promise.resolve({ outcome: 'granted' }));
      expect(core.acts).toHaveLength(1);
    });
  });

  it('asks once for a heal that is asked for again by the same id', async () => {
    const asked = { id: 'c1', action: fix, target: 'app.js', requestedBy: 'cli', reason: '' };
    expect(await core.desk.request(asked)).toMatchObject({ outcome: 'accepted' });
    await core.deliver();
    await core.clock.advance(0);
    expect(await core.desk.request(asked)).toMatchObject({
      outcome: 'accepted',
      heal: { id: 'c1' },
    });
    await core.deliver();
    expect(core.acts).toHaveLength(1);
  });
});
