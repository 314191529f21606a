import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionParts } from '../../testing/action-parts.js';
import { FakeProgram } from '../../testing/fake-program.js';

/** systemctl as far as the action uses it; `then` is what a restart leads to. */
const SYSTEMCTL = `
if (words[0] === 'show') {
  const unit = state.units[words.at(-1)] ?? { LoadState: 'not-found', ActiveState: 'inactive' };
  for (const [name, value] of Object.entries(unit)) console.log(name + '=' + value);
} else if (state.denied) {
  console.error('Failed to restart: Access denied');
  process.exit(4);
} else {
  const unit = state.units[words.at(-1)];
  Object.assign(unit, { ActiveState: 'active', SubState: 'running', InvocationID: 'new', MainPID: 4712 }, state.then);
  save(state);
}`;

const running = {
  LoadState: 'loaded',
  ActiveState: 'active',
  SubState: 'running',
  MainPID: 4711,
  InvocationID: 'old',
};

let parts: ActionParts;
let systemctl: FakeProgram;
beforeEach(() => {
  parts = new ActionParts();
  systemctl = new FakeProgram('systemctl', SYSTEMCTL);
  systemctl.state = { units: { 'shop.service': running } };
});
afterEach(async () => {
  systemctl.dispose();
  await parts.close();
});
const restart = (service = 'shop') =>
  parts.run({ type: 'RESTART_SERVICE', manager: 'systemd', service });
const restarts = () => systemctl.called.filter(([word]) => word === 'restart');

describe('RESTART_SERVICE by systemd', () => {
  it('restarts a unit by an argument array, and proves that a new process stays up', async () => {
    expect(await restart()).toMatchObject({
      ok: true,
      summary: 'systemd restarted shop.service: active (running) as process 4712.',
    });
    expect(restarts()).toEqual([['restart', '--no-ask-password', '--', 'shop.service']]);
  });

  it('restarts a unit that has failed', async () => {
    const failed = { ...running, ActiveState: 'failed', SubState: 'failed', MainPID: 0 };
    systemctl.state = { units: { 'shop.service': failed } };
    expect(await restart('shop.service')).toMatchObject({ ok: true });
  });

  it('does not call a unit healed that fails again, or that was never started anew', async () => {
    const crashed = { ActiveState: 'failed', SubState: 'failed', MainPID: 0 };
    for (const then of [crashed, running]) {
      systemctl.state = { units: { 'shop.service': running }, then };
      const outcome = await restart();
      expect(outcome).toMatchObject({ ok: false, reason: 'unhealthy' });
      expect(outcome).toHaveProperty('message', expect.stringContaining('systemctl status shop'));
    }
  }, 30_000);

  it.each([
    ['a person stopped', { ActiveState: 'inactive' }, 'systemctl start shop.service'],
    ['is masked', { LoadState: 'masked', ActiveState: 'inactive' }, 'systemctl unmask'],
    ['is being stopped', { ActiveState: 'deactivating' }, 'is stopped (deactivating)'],
  ])('leaves a unit alone that %s', async (_what, how, words) => {
    systemctl.state = { units: { 'shop.service': { ...running, ...how } } };
    const outcome = await restart();
    expect(outcome).toMatchObject({ ok: false, reason: 'refused', retryable: false });
    expect(outcome).toHaveProperty('message', expect.stringContaining(words));
    expect(restarts()).toEqual([]);
  });

  it('refuses to restart the watchdog itself', async () => {
    process.env['INVOCATION_ID'] = 'old';
    const outcome = await restart();
    delete process.env['INVOCATION_ID'];
    expect(outcome).toMatchObject({ ok: false, reason: 'refused' });
  });

  it('fails clearly for a unit that systemd does not know', async () => {
    const outcome = await restart('shopp');
    expect(outcome).toMatchObject({ ok: false, reason: 'not-found' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('no unit shopp.service'));
  });

  it.each(['--now', 'a b', '$(reboot)', '../x'])('takes %j for no name', async (name) => {
    expect(await restart(name)).toMatchObject({ ok: false, reason: 'invalid-parameters' });
    expect(systemctl.called).toEqual([]);
  });

  it('hands on what systemd says when it refuses', async () => {
    systemctl.state = { units: { 'shop.service': running }, denied: true };
    const outcome = await restart();
    expect(outcome).toMatchObject({ ok: false, reason: 'exit-code' });
    expect(outcome.output).toContain('Access denied');
  });
});
