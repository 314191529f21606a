import { z } from 'zod';

const CHECKED_NAME =
  /^(?:(?<namespace>[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)\/)?(?<name>[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)$/;

const conditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
});

/** A Deployment as far as a restart needs it. */
export const deploymentSchema = z
  .object({
    metadata: z.object({ generation: z.int().default(0) }),
    spec: z.object({
      replicas: z.int().default(1),
      paused: z.boolean().default(false),
      selector: z.object({ matchLabels: z.record(z.string(), z.string()).default({}) }),
    }),
    status: z
      .object({
        observedGeneration: z.int().default(0),
        replicas: z.int().default(0),
        updatedReplicas: z.int().default(0),
        availableReplicas: z.int().default(0),
        conditions: z.array(conditionSchema).default([]),
      })
      .default({
        observedGeneration: 0,
        replicas: 0,
        updatedReplicas: 0,
        availableReplicas: 0,
        conditions: [],
      }),
  })
  .transform(({ metadata, spec, status }) => ({ ...metadata, ...spec, status }));

export type Deployment = z.output<typeof deploymentSchema>;

export interface DeploymentName {
  readonly name: string;
  /** Absent: the watchdog's own. */
  readonly namespace?: string;
}

/** `shop`, or `namespace/shop`; undefined for what is no such name. */
export function parseDeploymentName(text: string): DeploymentName | undefined {
  const { name, namespace } = CHECKED_NAME.exec(text)?.groups ?? {};
  if (name === undefined) return undefined;
  return namespace === undefined ? { name } : { name, namespace };
}

/** Whether the rollout is over, as `kubectl rollout status` tells: all replicas new, and available. */
export function isRolledOut({ generation, replicas, status }: Deployment): boolean {
  return (
    status.observedGeneration >= generation &&
    status.updatedReplicas >= replicas &&
    status.replicas <= status.updatedReplicas &&
    status.availableReplicas >= status.updatedReplicas
  );
}

/** What Kubernetes says when a rollout gets nowhere. */
export function stuckReason({ generation, status }: Deployment): string | undefined {
  if (status.observedGeneration < generation) return undefined;
  const stuck = status.conditions.find(
    ({ type, status: holds, reason }) =>
      type === 'Progressing' && holds === 'False' && reason === 'ProgressDeadlineExceeded',
  );
  return stuck && (stuck.message ?? stuck.reason);
}
