import { Injectable } from '@nestjs/common';
import { ConfigHolder } from '@app/detection';
import type { Dependency, ServiceMap } from '@app/healing';

/** The services of the pattern file in force. */
@Injectable()
export class ConfiguredServices implements ServiceMap {
  constructor(private readonly config: ConfigHolder) {}

  dependenciesOf(target: string): readonly Dependency[] {
    const services = new Map(this.config.current.services.map((service) => [service.id, service]));
    const found = new Set<string>();
    const queue = [...(services.get(target)?.dependsOn ?? [])];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (found.has(next)) continue;
      found.add(next);
      queue.push(...(services.get(next)?.dependsOn ?? []));
    }
    return [...found].map((id) => {
      const probe = services.get(id)?.probe;
      return { target: id, ...(probe === undefined ? {} : { probe }) };
    });
  }
}
