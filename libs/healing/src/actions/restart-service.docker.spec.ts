import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionParts } from '../../testing/action-parts.js';
import { FakeProgram } from '../../testing/fake-program.js';

/** docker as far as the action uses it; `then` is what a restart leads to. */
const DOCKER = `
const name = words.at(-1);
const container = state.containers[name];
if (state.down) {
  console.error('Cannot connect to the Docker daemon at unix:///var/run/docker.sock.');
  process.exit(1);
} else if (container === undefined) {
  console.log('[]');
  console.error('Error: No such container: ' + name);
  process.exit(1);
} else if (words[1] === 'inspect') {
  const { policy, ...State } = container;
  const HostConfig = { RestartPolicy: { Name: policy ?? 'no' } };
  console.log(JSON.stringify([{ Id: state.id ?? 'f'.repeat(64), Name: '/' + name, State, HostConfig }]));
} else {
  Object.assign(container, { Status: 'running', Pid: 4712, StartedAt: 'later', ExitCode: 0 }, state.then);
  save(state);
  console.log(name);
}`;

const running = { Status: 'running', Pid: 4711, StartedAt: 'earlier', ExitCode: 0 };

let parts: ActionParts;
let docker: FakeProgram;
beforeEach(() => {
  parts = new ActionParts();
  docker = new FakeProgram('docker', DOCKER);
  docker.state = { containers: { shop: running } };
});
afterEach(async () => {
  docker.dispose();
  await parts.close();
});
const restart = (service = 'shop') =>
  parts.run({ type: 'RESTART_SERVICE', manager: 'docker', service });
const restarts = () => docker.called.filter(([, word]) => word === 'restart');
const exited = (more: object) => ({ ...running, Status: 'exited', Pid: 0, ...more });

describe('RESTART_SERVICE by Docker', () => {
  it('restarts a container by an argument array, and proves that it stays up', async () => {
    expect(await restart()).toMatchObject({
      ok: true,
      summary: 'Docker restarted shop: running as process 4712.',
    });
    expect(restarts()).toEqual([['container', 'restart', 'shop']]);
  });

  it.each([
    ['crashed', exited({ ExitCode: 1 })],
    ['was killed for want of memory', exited({ ExitCode: 137, OOMKilled: true })],
    ['could not be started', exited({ ExitCode: 0, Error: 'port is taken', policy: 'always' })],
    ['is unhealthy', { ...running, Health: { Status: 'unhealthy' } }],
  ])('restarts a container that %s', async (_what, container) => {
    docker.state = { containers: { shop: container }, then: { Health: { Status: 'healthy' } } };
    expect(await restart()).toMatchObject({ ok: true });
  });

  it.each([
    ['ended on SIGTERM', exited({ ExitCode: 143 }), 'exited with 143'],
    ['ended well on SIGTERM', exited({ ExitCode: 0 }), 'docker start shop'],
    ['had to be killed', exited({ ExitCode: 137 }), 'exited with 137'],
    ['Docker would have started again', exited({ ExitCode: 1, policy: 'always' }), 'is stopped'],
    ['was never started', { ...running, Status: 'created' }, 'is stopped (created)'],
    ['is paused', { ...running, Status: 'paused' }, 'docker unpause shop'],
  ])('leaves a container alone that was stopped: it %s', async (_what, container, words) => {
    docker.state = { containers: { shop: container } };
    const outcome = await restart();
    expect(outcome).toMatchObject({ ok: false, reason: 'refused', retryable: false });
    expect(outcome).toHaveProperty('message', expect.stringContaining(words));
    expect(restarts()).toEqual([]);
  });

  it('does not call a container healed that exits again', async () => {
    docker.state = { containers: { shop: running }, then: exited({ StartedAt: 'later' }) };
    const outcome = await restart();
    expect(outcome).toMatchObject({ ok: false, reason: 'unhealthy' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('docker logs shop'));
  }, 30_000);

  it('refuses to restart the watchdog itself', async () => {
    docker.state = { containers: { shop: running }, id: `0123456789ab${'0'.repeat(52)}` };
    const host = process.env['HOSTNAME'];
    process.env['HOSTNAME'] = '0123456789ab';
    const outcome = await restart();
    if (host === undefined) delete process.env['HOSTNAME'];
    else process.env['HOSTNAME'] = host;
    expect(outcome).toMatchObject({ ok: false, reason: 'refused' });
  });

  it('fails clearly for a container that Docker does not know', async () => {
    const outcome = await restart('shopp');
    expect(outcome).toMatchObject({ ok: false, reason: 'not-found' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('docker ps -a'));
  });

  it('says that the daemon is down', async () => {
    docker.state = { containers: {}, down: true };
    const outcome = await restart();
    expect(outcome).toMatchObject({ ok: false, reason: 'exit-code' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('Docker daemon runs'));
  });

  it.each(['--all', 'a b', '$(reboot)', '../x'])('takes %j for no name', async (name) => {
    expect(await restart(name)).toMatchObject({ ok: false, reason: 'invalid-parameters' });
    expect(docker.called).toEqual([]);
  });
});
