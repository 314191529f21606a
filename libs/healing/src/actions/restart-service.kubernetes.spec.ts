import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionParts } from '../../testing/action-parts.js';
import { FakeKubernetes } from '../../testing/fake-kubernetes.js';

let parts: ActionParts;
let cluster: FakeKubernetes;
beforeEach(async () => {
  parts = new ActionParts();
  cluster = await FakeKubernetes.start();
  cluster.add('shop/api');
});
afterEach(async () => {
  await cluster.stop();
  await parts.close();
});
const restart = (service = 'api', more: object = {}) =>
  parts.run({ type: 'RESTART_SERVICE', manager: 'kubernetes', service, ...more });
const patches = () => cluster.asked.filter(({ method }) => method === 'PATCH');

describe('RESTART_SERVICE by Kubernetes', () => {
  it('does what kubectl rollout restart does, and proves that all pods are new and available', async () => {
    expect(await restart()).toMatchObject({
      ok: true,
      summary: 'Kubernetes restarted api: 2 of 2 available, 2 new.',
    });
    expect(patches()).toEqual([
      {
        method: 'PATCH',
        path: '/apis/apps/v1/namespaces/shop/deployments/api',
        type: 'application/strategic-merge-patch+json',
        body: {
          spec: {
            template: {
              metadata: {
                annotations: {
                  'kubectl.kubernetes.io/restartedAt': expect.stringMatching(/^\d{4}-.*Z$/),
                },
              },
            },
          },
        },
      },
    ]);
  });

  it('asks for get and patch of this Deployment, and for nothing else', async () => {
    cluster.add('other/web');
    await restart('other/web');
    const asked = cluster.asked.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(asked)).toEqual(
      new Set(
        ['GET', 'PATCH'].map((verb) => `${verb} /apis/apps/v1/namespaces/other/deployments/web`),
      ),
    );
  });

  it('does not call a Deployment healed whose new pods do not come up', async () => {
    cluster.roll = ({ metadata, status }) => {
      const message = 'ReplicaSet "api-1" has timed out progressing.';
      const reason = 'ProgressDeadlineExceeded';
      const conditions = [{ type: 'Progressing', status: 'False', reason, message }];
      Object.assign(status, {
        observedGeneration: metadata.generation,
        updatedReplicas: 1,
        conditions,
      });
    };
    const outcome = await restart();
    expect(outcome).toMatchObject({ ok: false, reason: 'unhealthy', retryable: true });
    expect(outcome).toHaveProperty('message', expect.stringContaining('timed out progressing'));
  });

  it('heeds its time limit while a rollout goes on', async () => {
    cluster.roll = ({ metadata, status }) => {
      Object.assign(status, { observedGeneration: metadata.generation, updatedReplicas: 0 });
    };
    expect(await restart('api', { timeoutMs: 1_500 })).toMatchObject({
      ok: false,
      reason: 'timeout',
    });
  });

  it.each([
    ['scaled to 0', 0, {}, 'kubectl scale'],
    ['paused', 2, { paused: true }, 'kubectl rollout resume'],
  ])('leaves a Deployment alone that is %s', async (_what, replicas, more, words) => {
    cluster.add('shop/api', replicas, more);
    const outcome = await restart();
    expect(outcome).toMatchObject({ ok: false, reason: 'refused', retryable: false });
    expect(outcome).toHaveProperty('message', expect.stringContaining(words));
    expect(patches()).toEqual([]);
  });

  it.each([
    [404, 'not-found', 'kubectl get deployments'],
    [403, 'refused', 'rbac.yaml'],
    [500, 'unreachable', 'KUBECONFIG'],
  ])('says what to do when the API answers %d', async (status, reason, words) => {
    cluster.status = status;
    const outcome = await restart();
    expect(outcome).toMatchObject({ ok: false, reason });
    expect(outcome).toHaveProperty('message', expect.stringContaining(words));
    expect(JSON.stringify(outcome)).not.toContain('a-token-of-the-watchdog');
  });

  it.each(['--all', 'a b', '$(reboot)', '../x', 'a/b/c', 'Shop'])(
    'takes %j for no name',
    async (name) => {
      expect(await restart(name)).toMatchObject({ ok: false, reason: 'invalid-parameters' });
      expect(cluster.asked).toEqual([]);
    },
  );
});
