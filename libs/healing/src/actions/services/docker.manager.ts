import { Injectable } from '@nestjs/common';
import type { HealContext, HealFailure, HealOutcome } from '../heal-action.js';
import { failure } from '../outcome.js';
import {
  type DockerContainer,
  isOwnContainer,
  parseContainer,
  wasStopped,
} from './docker-container.js';
import { ManagerCommands } from './manager-commands.js';
import type { ServiceLook, ServiceManager, ServiceManagerDefinition } from './service-manager.js';

const CONTAINER_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,254}$/;

type Inspected = { readonly ok: true; readonly container: DockerContainer } | HealFailure;

/** Docker's containers by its command line. The watchdog's user must be allowed to use it. */
@Injectable()
export class DockerManager implements ServiceManager {
  constructor(private readonly commands: ManagerCommands) {}

  async restart(service: string, context: HealContext): Promise<HealOutcome> {
    const before = await this.find(service, context);
    if (!before.ok) return before;
    const look = async (): Promise<ServiceLook | HealFailure> => {
      const now = await this.inspect(service, context);
      return now.ok ? lookAt(now.container, before.container) : now;
    };
    return this.commands.restart(
      ['docker', 'container', 'restart', service],
      { name: service, look, by: 'Docker', advice: `See \`docker logs ${service}\`` },
      context,
    );
  }

  async look(service: string, context: HealContext): Promise<ServiceLook | HealFailure> {
    const found = await this.find(service, context);
    return found.ok ? lookAt(found.container) : found;
  }

  /** The container, unless it must be left alone. */
  private async find(service: string, context: HealContext): Promise<Inspected> {
    const inspected = await this.inspect(service, context);
    return inspected.ok ? (refusal(service, inspected.container) ?? inspected) : inspected;
  }

  private async inspect(service: string, context: HealContext): Promise<Inspected> {
    if (!CONTAINER_NAME.test(service)) {
      return failure('invalid-parameters', `${JSON.stringify(service)} is no name of a container.`);
    }
    const answer = await this.commands.ask(['docker', 'container', 'inspect', service], context);
    if (!answer.ok) return explain(service, answer);
    const container = parseContainer(answer.text);
    return container
      ? { ok: true, container }
      : failure(
          'internal-error',
          `What \`docker container inspect ${service}\` printed could not be read.`,
        );
  }
}

function explain(service: string, answer: HealFailure): HealFailure {
  return /no such container/i.test(answer.output)
    ? failure(
        'not-found',
        `Docker knows no container ${service}. Correct \`service\`; \`docker ps -a\` names them.`,
      )
    : {
        ...answer,
        message: `${answer.message} Check that the Docker daemon runs and that the watchdog's user may use it.`,
      };
}

function lookAt(container: DockerContainer, before?: DockerContainer): ServiceLook {
  const { status, health, pid, startedAt } = container;
  const isOther = startedAt !== before?.startedAt;
  return {
    ok: true,
    // A container that is still starting by its own health check is up: whether it gets well is for the probes.
    up: status === 'running' && health !== 'unhealthy' && isOther,
    identity: `${startedAt}:${String(pid)}`,
    detail: `${status}${health === undefined ? '' : `, ${health}`} as process ${String(pid)}`,
  };
}

function refusal(service: string, container: DockerContainer): HealFailure | undefined {
  if (isOwnContainer(container)) {
    return failure(
      'refused',
      `${service} is the watchdog itself, which cannot restart itself in the middle of a heal. Run \`docker restart ${service}\` by hand.`,
    );
  }
  const { status, exitCode } = container;
  if (!wasStopped(container)) return undefined;
  const how = status === 'exited' ? `exited with ${String(exitCode)}` : status;
  const again = status === 'paused' ? 'unpause' : 'start';
  return failure(
    'refused',
    `${service} is stopped (${how}), so it was left alone. To have it healed again: docker ${again} ${service}.`,
  );
}

export const docker: ServiceManagerDefinition = {
  name: 'docker',
  title: 'Docker',
  manager: DockerManager,
};
