import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { hostname } from 'node:os';
import type { HealContext, HealFailure, HealOutcome } from '../heal-action.js';
import { aborted, done, failure } from '../outcome.js';
import { KubernetesApi, type Read } from './kubernetes-api.js';
import {
  type Deployment,
  isRolledOut,
  parseDeploymentName,
  stuckReason,
} from './kubernetes-deployment.js';
import type { ServiceLook, ServiceManager, ServiceManagerDefinition } from './service-manager.js';

const LOOK_EVERY_MS = 1_000;

/** Deployments, by the API of the cluster. Old pods stay until new ones are available, as the Deployment says. */
@Injectable()
export class KubernetesManager implements ServiceManager {
  constructor(
    private readonly api: KubernetesApi,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async restart(service: string, context: HealContext): Promise<HealOutcome> {
    const before = await this.find(service, context);
    if (!before.ok) return before;
    const name = parseDeploymentName(service) ?? { name: service };
    const asked = await this.api.restart(name, new Date(this.clock.now()).toISOString(), context);
    return asked.ok ? this.rolledOut(service, asked.deployment.generation, context) : asked;
  }

  async look(service: string, context: HealContext): Promise<ServiceLook | HealFailure> {
    const found = await this.find(service, context);
    return found.ok ? lookAt(found.deployment) : found;
  }

  /** The deployment, unless it must be left alone. */
  private async find(service: string, context: HealContext): Promise<Read> {
    const name = parseDeploymentName(service);
    if (!name)
      return failure(
        'invalid-parameters',
        `${JSON.stringify(service)} is no name of a Deployment: NAME, or NAMESPACE/NAME.`,
      );
    const read = await this.api.read(name, context);
    return read.ok ? (refusal(service, name.name, read.deployment) ?? read) : read;
  }

  private async rolledOut(
    service: string,
    generation: number,
    context: HealContext,
  ): Promise<HealOutcome> {
    const name = parseDeploymentName(service) ?? { name: service };
    for (;;) {
      const now = await this.api.read(name, context);
      if (!now.ok && now.reason !== 'unreachable') return now;
      if (now.ok && now.deployment.generation >= generation) {
        const look = lookAt(now.deployment);
        if (look.up) return done(`Kubernetes restarted ${service}: ${look.detail}.`);
        const stuck = stuckReason(now.deployment);
        if (stuck !== undefined) return unwell(service, stuck);
      }
      await this.clock.sleep(LOOK_EVERY_MS, context.signal);
      if (context.signal.aborted) return aborted(`The rollout of ${service}`, context.signal);
    }
  }
}

function lookAt(deployment: Deployment): ServiceLook {
  const { replicas, generation, status } = deployment;
  return {
    ok: true,
    up: isRolledOut(deployment),
    identity: String(generation),
    detail: `${String(status.availableReplicas)} of ${String(replicas)} available, ${String(status.updatedReplicas)} new`,
  };
}

function refusal(service: string, name: string, deployment: Deployment): HealFailure | undefined {
  if (isOwn(name))
    return failure(
      'refused',
      `${service} is the watchdog itself, which cannot restart itself in the middle of a heal. Run \`kubectl rollout restart deployment ${name}\` by hand.`,
    );
  if (deployment.replicas === 0)
    return failure(
      'refused',
      `${service} is scaled to 0, so it was left alone. To have it healed again: kubectl scale deployment ${name} --replicas=1.`,
    );
  if (deployment.paused)
    return failure(
      'refused',
      `The rollout of ${service} is paused, so it was left alone. To have it healed again: kubectl rollout resume deployment ${name}.`,
    );
  return undefined;
}

/** A pod of a Deployment is called after it, with the hash of its template and five characters of its own. */
function isOwn(name: string): boolean {
  if (process.env['KUBERNETES_SERVICE_HOST'] === undefined) return false;
  const pod = hostname();
  return pod.startsWith(`${name}-`) && /^[a-z0-9]+-[a-z0-9]{5}$/.test(pod.slice(name.length + 1));
}

function unwell(service: string, why: string): HealFailure {
  return failure(
    'unhealthy',
    `${service} does not come up after its restart: ${why}. Its old pods were kept as far as the Deployment allows. See \`kubectl describe deployment\` and \`kubectl logs\`.`,
  );
}

export const kubernetes: ServiceManagerDefinition = {
  name: 'kubernetes',
  title: 'Kubernetes',
  manager: KubernetesManager,
};
