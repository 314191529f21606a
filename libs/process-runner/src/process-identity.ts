import { readFileSync } from 'node:fs';

const STATE_FIELD = 0;
const START_FIELD = 19;

/** A process by more than its number, which the system gives to another one day. */
export interface ProcessIdentity {
  readonly pid: number;
  /** In which boot, and at which tick of it, the process started. Only ever compared. */
  readonly startedAt: string;
}

/** @returns undefined where there is no such process any more, or no /proc to tell */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The program's name stands in parentheses and may hold any character; the fields come after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (/^[ZX]/.test(fields[STATE_FIELD] ?? '')) return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return { pid, startedAt: `${boot}/${fields[START_FIELD] ?? ''}` };
  } catch {
    return undefined;
  }
}

/** Whether this very process still runs; another one of its number does not count. */
export function stillRuns({ pid, startedAt }: ProcessIdentity): boolean {
  return identifyProcess(pid)?.startedAt === startedAt;
}

/** Signals the process and all of its group that it started; nothing when it is gone. */
export function signalGroup(child: ProcessIdentity, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (!stillRuns(child)) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Gone in between, or not ours to signal: whoever asks looks again whether it runs.
  }
}
