import type { AlertMessage, WatchdogStatus } from '@app/contracts';

const SERVICE = 'zion-autoheal';

/** One silence of one watchdog: the same for all that is said of it. */
export function silenceId({ lastTickAt }: WatchdogStatus): string {
  return `watchdog-silent-${lastTickAt}`;
}

export function silenceMessage(status: WatchdogStatus, now: number): AlertMessage {
  const { host, pid, report, lastTickAt } = status;
  return {
    ...common(status, now),
    kind: 'notice',
    severity: 'critical',
    headline: `The watchdog on ${host} has given no sign of life for ${seconds(lastTickAt, now)}: nothing is watched or healed.`,
    whoMustAct: `You: look at process ${String(pid)} on ${host} and its log; where it hangs, end it, so that its process manager starts it anew.`,
    symptom: [`Last sign of life at ${lastTickAt}.`, ...report.problems].join(' '),
  };
}

/** @param was how it stood when it was silent */
export function returnMessage(
  was: WatchdogStatus,
  liveness: 'running' | 'stopped',
  now: number,
): AlertMessage {
  const after = `after ${seconds(was.lastTickAt, now)} of silence`;
  const isBack = liveness === 'running';
  return {
    ...common(was, now),
    kind: 'recovery',
    severity: 'info',
    headline: `The watchdog on ${was.host} ${isBack ? 'is back' : 'was stopped'} ${after}.`,
    whoMustAct: isBack ? 'No action needed.' : 'You: start it when it shall watch again.',
  };
}

function common(status: WatchdogStatus, now: number) {
  return {
    service: SERVICE,
    evidence: [],
    links: [],
    host: status.host,
    incidentId: silenceId(status),
    at: new Date(now).toISOString(),
  };
}

function seconds(since: string, now: number): string {
  return `${String(Math.round((now - Date.parse(since)) / 1_000))} s`;
}
