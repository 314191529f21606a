import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SystemdNotifier } from './systemd-notifier.js';
import { type VitalSignsSettings, vitalSignsSettings } from './vital-signs.settings.js';

const FILE_EVERY_MS = 5_000;
const URL_EVERY_MS = 60_000;
const URL_LIMIT_MS = 10_000;

/** Tells a file, an address and systemd that the watchdog is well. Silence tells the opposite. */
@Injectable()
export class Heartbeat {
  private readonly logger = new Logger(Heartbeat.name);
  private readonly last = new Map<string, number>();
  private readonly failing = new Set<string>();
  private readonly stopping = new AbortController();

  constructor(
    @Inject(vitalSignsSettings.token) private readonly settings: VitalSignsSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly systemd: SystemdNotifier,
  ) {}

  /** Call it about once a second while all is well; what is not due yet is left out. Never rejects. */
  async beat(): Promise<void> {
    const { file, url } = this.settings;
    await Promise.all([
      file && this.due('file', FILE_EVERY_MS, () => this.write(file)),
      url && this.due('address', URL_EVERY_MS, () => this.ask(url)),
      this.systemd.pingEveryMs > 0 &&
        this.due('systemd', this.systemd.pingEveryMs, () => this.systemd.notify('WATCHDOG=1')),
    ]);
  }

  /** Once, when the watchdog watches. */
  async ready(): Promise<void> {
    await this.systemd.notify('READY=1');
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.systemd.notify('STOPPING=1');
  }

  private async due(what: string, everyMs: number, work: () => Promise<void>): Promise<void> {
    const now = this.clock.now();
    if (now - (this.last.get(what) ?? -Infinity) < everyMs) return;
    this.last.set(what, now);
    try {
      await work();
      this.failing.delete(what);
    } catch (error) {
      if (!this.failing.has(what) && !this.stopping.signal.aborted)
        this.logger.warn({
          msg: 'A sign of life could not be given',
          to: what,
          error: String(error),
        });
      this.failing.add(what);
    }
  }

  private async write(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${new Date(this.clock.now()).toISOString()}\n`);
  }

  private async ask(url: string): Promise<void> {
    const limit = AbortSignal.timeout(URL_LIMIT_MS);
    const signal = AbortSignal.any([limit, this.stopping.signal]);
    const response = await fetch(url, { signal });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`it answered ${String(response.status)}`);
  }
}
