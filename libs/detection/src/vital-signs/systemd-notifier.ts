import { Inject, Injectable } from '@nestjs/common';
import { childEnvironment, PROCESS_RUNNER, type ProcessRunner } from '@app/process-runner';

const LIMIT_MS = 5_000;
const MAX_OUTPUT_CHARS = 1_000;

/**
 * Talks to systemd where it started this process with Type=notify, by its own program: Node.js has no
 * sockets of the kind that systemd listens on. The unit needs NotifyAccess=all.
 * https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html
 */
@Injectable()
export class SystemdNotifier {
  /** Half of what the unit allows, as systemd advises; 0 where nobody waits for pings. */
  readonly pingEveryMs = pingEveryMs(process.env['WATCHDOG_USEC']);
  private readonly socket = process.env['NOTIFY_SOCKET'] ?? '';

  constructor(@Inject(PROCESS_RUNNER) private readonly runner: ProcessRunner) {}

  /** Does nothing where systemd does not listen. */
  async notify(state: 'READY=1' | 'WATCHDOG=1' | 'STOPPING=1'): Promise<void> {
    if (this.socket === '') return;
    const result = await this.runner.run(
      { file: 'systemd-notify', args: [state] },
      {
        cwd: '/',
        env: childEnvironment({ NOTIFY_SOCKET: this.socket }),
        timeoutMs: LIMIT_MS,
        maxOutputChars: MAX_OUTPUT_CHARS,
      },
    );
    if (result.outcome !== 'exited' || result.exitCode !== 0)
      throw new Error(`systemd-notify ${state}: ${result.outcome} ${result.output}`);
  }
}

function pingEveryMs(microseconds: string | undefined): number {
  const half = Number(microseconds ?? 0) / 1_000 / 2;
  return Number.isFinite(half) && half > 0 ? half : 0;
}
