import { Inject, Injectable } from '@nestjs/common';
import { METRICS_READER, type MetricsReader } from '@app/persistence';
import { EventMetrics } from './event-metrics.js';
import { StateMetrics } from './state-metrics.js';

/** What the store says about the platform, as metrics: also what the watchdog, another process, did. */
@Injectable()
export class PlatformMetrics {
  private countedUpTo = 0;
  private refreshing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(METRICS_READER) private readonly reader: MetricsReader,
    private readonly events: EventMetrics,
    private readonly state: StateMetrics,
  ) {}

  /** Brings the metrics up to date. Two scrapes at once count nothing twice. */
  async refresh(): Promise<void> {
    const refreshed = this.refreshing.then(() => this.read());
    this.refreshing = refreshed.catch(() => undefined);
    await refreshed;
  }

  private async read(): Promise<void> {
    const state = await this.reader.state();
    const counts = await this.reader.countsAfter(this.countedUpTo);
    this.events.count(counts);
    this.countedUpTo = counts.upTo;
    this.state.show(state);
  }
}
