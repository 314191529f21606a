import type { ResolvedTrigger } from '../../../pattern-config/resolved-trigger.js';
import type { TriggerFields } from '../../../pattern-config/trigger-fields.schema.js';
import { withoutUndefined } from '../../../pattern-config/without-undefined.js';
import type { ResourceSettings } from '../resource.settings.js';
import { withProvingWindow } from '../with-proving-window.js';
import type { ServiceMemorySpec } from './service-memory.schema.js';

/** What a limit of a service is about. */
export interface ServiceLimit {
  readonly kind: 'memory' | 'growth';
  readonly limit: number;
  readonly clear: number;
  readonly trigger: ResolvedTrigger;
}

export interface ResolvedServiceMemory {
  readonly spec: ServiceMemorySpec;
  readonly checks: number;
  readonly limits: readonly ServiceLimit[];
}

const CLEAR_SHARE = 0.9;

/** Fills what is missing from the file's defaults; the action is a restart of the service. */
export function resolveServiceMemory(
  spec: ServiceMemorySpec,
  settings: ResourceSettings,
  resolveTrigger: (id: string, fields: TriggerFields) => ResolvedTrigger,
): ResolvedServiceMemory {
  const { service, manager, maxMemoryMb, clearMemoryMb, maxGrowthMbPerHour } = spec;
  const checks = spec.checks ?? settings.checks;
  const resolve = (id: string, title: string): ResolvedTrigger => {
    const restart = { type: 'RESTART_SERVICE', service, manager };
    const fields = { title, target: service, action: restart, ...withoutUndefined(spec) };
    return withProvingWindow(resolveTrigger(id, fields), checks, settings.intervalMs);
  };
  const limit = (kind: ServiceLimit['kind'], most: number, clear: number, title: string) => ({
    kind,
    limit: most,
    clear,
    trigger: resolve(`${kind}:${service}`, title),
  });
  return {
    spec,
    checks,
    limits: [
      ...(maxMemoryMb === undefined
        ? []
        : [
            limit(
              'memory',
              maxMemoryMb,
              clearMemoryMb ?? maxMemoryMb * CLEAR_SHARE,
              `${service} uses more than ${String(maxMemoryMb)} MiB`,
            ),
          ]),
      ...(maxGrowthMbPerHour === undefined
        ? []
        : [
            limit(
              'growth',
              maxGrowthMbPerHour,
              maxGrowthMbPerHour * CLEAR_SHARE,
              `${service} leaks more than ${String(maxGrowthMbPerHour)} MiB an hour`,
            ),
          ]),
    ],
  };
}
