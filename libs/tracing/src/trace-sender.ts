import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { tracingSettings, type TracingSettings } from './tracing.settings.js';

const SEND_LIMIT_MS = 10_000;
const ATTEMPTS = 3;
const PAUSE_MS = 2_000;
const MOST_WAITING = 100;

/** Brings traces to the collector, one after the other. What it does not take after three tries is left out: a trace is no alert. */
@Injectable()
export class TraceSender {
  private readonly logger = new Logger(TraceSender.name);
  private readonly stopping = new AbortController();
  private waiting = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(
    @Inject(tracingSettings.token) private readonly settings: TracingSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Returns at once. */
  send(url: string, trace: object): void {
    if (this.waiting >= MOST_WAITING) {
      this.logger.warn({ msg: 'A trace is left out: too many wait for the collector', url });
      return;
    }
    this.waiting += 1;
    const body = JSON.stringify(trace);
    this.last = this.last.then(() => this.bring(url, body)).finally(() => (this.waiting -= 1));
  }

  /** Waits for what is under way; tries nothing again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.last;
  }

  private async bring(url: string, body: string): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const problem = await this.post(url, body);
      if (problem === undefined) return;
      if (attempt === ATTEMPTS || this.stopping.signal.aborted)
        this.logger.warn({ msg: 'The collector does not take a trace', url, problem });
      if (this.stopping.signal.aborted) return;
      if (attempt < ATTEMPTS) await this.clock.sleep(PAUSE_MS * attempt, this.stopping.signal);
    }
  }

  /** @returns what was wrong */
  private async post(url: string, body: string): Promise<string | undefined> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...this.settings.headers, 'Content-Type': 'application/json' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(SEND_LIMIT_MS),
      });
      await response.body?.cancel();
      return response.ok ? undefined : `answered ${String(response.status)}`;
    } catch (error) {
      return String(error);
    }
  }
}
