import type { DetectionRaised } from '@app/contracts';
import type { Run } from '../../sustained-run.js';
import type { ServiceLimit } from './resolve-service-memory.js';

const names = {
  memory: { value: 'memoryMb', limit: 'maxMemoryMb' },
  growth: { value: 'growthMbPerHour', limit: 'maxGrowthMbPerHour' },
} as const;

export function serviceDetection(
  service: string,
  { kind, limit, trigger }: ServiceLimit,
  value: number,
  checks: number,
  run: Run,
  at: number,
): DetectionRaised {
  return {
    key: `resource:${trigger.id}`,
    trigger: { kind: 'resource', id: trigger.id },
    title: trigger.title,
    severity: trigger.severity,
    occurrences: checks,
    streak: { length: run.length, limit: checks - 1 },
    lastSeenAt: new Date(at).toISOString(),
    evidence: {
      records: [],
      captures: {},
      values: {
        service,
        [names[kind].value]: Math.round(value * 10) / 10,
        [names[kind].limit]: limit,
        checks,
      },
    },
    plan: trigger.plan,
  };
}
