import { Inject, Injectable } from '@nestjs/common';
import { INCIDENT_STORE, type IncidentStore } from '../incidents/incident-store.js';
import { PROBE_CHECKER, type ProbeChecker } from '../verification/probe-checker.js';
import { type Dependency, SERVICE_MAP, type ServiceMap } from './service-map.js';

/** Tells whether what a service needs is down: healing the service would treat a symptom. */
@Injectable()
export class DependencyWatch {
  constructor(
    @Inject(SERVICE_MAP) private readonly services: ServiceMap,
    @Inject(INCIDENT_STORE) private readonly incidents: IncidentStore,
    @Inject(PROBE_CHECKER) private readonly probes: ProbeChecker,
  ) {}

  /** @returns why the service cannot work now, in one sentence; undefined when nothing speaks against it */
  async trouble(target: string): Promise<string | undefined> {
    const needed = this.services.dependenciesOf(target);
    if (needed.length === 0) return undefined;
    const incident = (await this.incidents.open()).find((open) =>
      needed.some((dependency) => dependency.target === open.target),
    );
    if (incident)
      return `${target} needs ${incident.target}, which has trouble: ${incident.title}.`;
    const answers = await Promise.all(needed.map((dependency) => this.ask(target, dependency)));
    return answers.find((answer) => answer !== undefined);
  }

  private async ask(target: string, { target: needed, probe }: Dependency) {
    if (probe === undefined || (await this.probes.check(probe)) !== 'failed') return undefined;
    return `${target} needs ${needed}, which is down: its probe ${probe} fails.`;
  }
}
