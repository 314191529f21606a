import type { AppsV1Api } from '@kubernetes/client-node';
import { Injectable } from '@nestjs/common';
import type { HealContext, HealFailure } from '../heal-action.js';
import { aborted, failure } from '../outcome.js';
import { type Deployment, type DeploymentName, deploymentSchema } from './kubernetes-deployment.js';

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

export type Read = { readonly ok: true; readonly deployment: Deployment } | HealFailure;

/** The few routes of the Kubernetes API that a restart needs: get and patch of Deployments. */
@Injectable()
export class KubernetesApi {
  read(name: DeploymentName, context: HealContext): Promise<Read> {
    return this.ask(name, context, (api, address) => api.readNamespacedDeployment(address));
  }

  /** What `kubectl rollout restart` does: another annotation of its pods, so that all are made anew. */
  restart(name: DeploymentName, at: string, context: HealContext): Promise<Read> {
    const template = { metadata: { annotations: { [RESTARTED_AT]: at } } };
    return this.ask(name, context, async (api, address) => {
      const { PatchStrategy, setHeaderOptions } = await import('@kubernetes/client-node');
      return api.patchNamespacedDeployment(
        { ...address, body: { spec: { template } } },
        setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
      );
    });
  }

  private async ask(
    { name, namespace }: DeploymentName,
    { signal }: HealContext,
    question: (api: AppsV1Api, address: { name: string; namespace: string }) => Promise<unknown>,
  ): Promise<Read> {
    try {
      // Loaded when it is needed: it is large, and few watchdogs run in a cluster.
      const { AppsV1Api: Api, KubeConfig } = await import('@kubernetes/client-node');
      const config = new KubeConfig();
      config.loadFromDefault();
      const own = config.getContextObject(config.getCurrentContext())?.namespace ?? 'default';
      const address = { name, namespace: namespace ?? own };
      const answer = await unlessAborted(question(config.makeApiClient(Api), address), signal);
      return { ok: true, deployment: deploymentSchema.parse(answer) };
    } catch (error) {
      return signal.aborted ? aborted(`The restart of ${name}`, signal) : explain(name, error);
    }
  }
}

function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    answer,
    new Promise<never>((_resolve, reject) => {
      const give = (): void => {
        reject(new Error('aborted'));
      };
      if (signal.aborted) give();
      else signal.addEventListener('abort', give, { once: true });
    }),
  ]);
}

function explain(name: string, error: unknown): HealFailure {
  const code = (error as { readonly code?: unknown }).code;
  if (code === 404)
    return failure(
      'not-found',
      `Kubernetes knows no Deployment ${name} in that namespace. Correct \`service\`: a name, or NAMESPACE/NAME; \`kubectl get deployments -A\` names them.`,
    );
  if (code === 401 || code === 403)
    return failure(
      'refused',
      `Kubernetes does not let the watchdog get and patch the Deployment ${name} (${String(code)}). Give its service account these two verbs, as examples/kubernetes/rbac.yaml does.`,
    );
  return failure(
    'unreachable',
    `The Kubernetes API could not be asked about ${name} (${reasonOf(error)}). Check KUBECONFIG, or the service account of the watchdog's pod.`,
  );
}

function reasonOf(error: unknown): string {
  const { code, cause, message } = error as {
    code?: unknown;
    cause?: { code?: unknown };
    message?: string;
  };
  if (typeof code === 'number') return `it answered ${String(code)}`;
  return typeof cause?.code === 'string' ? cause.code : (message ?? String(error)).slice(0, 200);
}
