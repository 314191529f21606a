import { z } from 'zod';

const containerSchema = z
  .object({
    Id: z.string(),
    Name: z.string(),
    State: z.object({
      Status: z.string(),
      ExitCode: z.int().catch(0),
      OOMKilled: z.boolean().catch(false),
      Pid: z.int().catch(0),
      StartedAt: z.string().catch(''),
      Error: z.string().catch(''),
      Health: z.object({ Status: z.string() }).optional().catch(undefined),
    }),
    HostConfig: z
      .object({ RestartPolicy: z.object({ Name: z.string() }).catch({ Name: 'no' }) })
      .catch({ RestartPolicy: { Name: 'no' } }),
  })
  .transform(({ Id, Name, State, HostConfig }) => ({
    id: Id,
    name: Name.replace(/^\//, ''),
    /** created, running, paused, restarting, removing, exited, dead. */
    status: State.Status,
    exitCode: State.ExitCode,
    oomKilled: State.OOMKilled,
    /** 0 while it does not run. */
    pid: State.Pid,
    startedAt: State.StartedAt,
    /** Why it could not be started; empty where it could. */
    error: State.Error,
    /** starting, healthy, unhealthy; absent where the image has no health check. */
    health: State.Health?.Status,
    restartPolicy: HostConfig.RestartPolicy.Name,
  }));

/** What `docker container inspect` tells of a container. */
export type DockerContainer = z.output<typeof containerSchema>;

/** @returns undefined when this is not what inspect prints for one container */
export function parseContainer(text: string): DockerContainer | undefined {
  try {
    return z.tuple([containerSchema]).safeParse(JSON.parse(text)).data?.[0];
  } catch {
    return undefined;
  }
}

/** Ended on request: by itself, by SIGTERM, or by SIGKILL when it did not heed that. */
const ASKED_TO_END = new Set([0, 137, 143]);
/** With these Docker itself starts again what has crashed. */
const ALWAYS_STARTED = new Set(['always', 'unless-stopped']);

/**
 * Whether somebody stopped it. Docker does not say so, but what it would start again by itself and did
 * not was stopped, and so was what ended as `docker stop` ends things. A container that the kernel
 * killed for want of memory was not, and one that could not even be started was not.
 */
export function wasStopped({
  status,
  exitCode,
  oomKilled,
  error,
  restartPolicy,
}: DockerContainer): boolean {
  if (status === 'created' || status === 'paused') return error === '';
  if (status !== 'exited' || oomKilled || error !== '') return false;
  return ALWAYS_STARTED.has(restartPolicy) || ASKED_TO_END.has(exitCode);
}

/** Docker names a container's host after it. */
export function isOwnContainer(
  { id }: DockerContainer,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  const host = environment['HOSTNAME'] ?? '';
  return /^[0-9a-f]{12,64}$/.test(host) && id.startsWith(host);
}
