import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import {
  REPAIR_JOB_STORE,
  type RepairJob,
  type RepairJobStore,
  RepairTraces,
} from '@app/openai-operator';
import type { Frame } from '../events/event-stream.js';
import { RedactedTexts } from '../redaction/redacted-texts.js';
import { RepairJobViews } from './repair-job-views.js';

const INTERVAL_MS = 250;

/** A repair as it goes on: one event for each of its states and for each step, the last with its result. */
@Injectable()
export class JobProgress {
  constructor(
    @Inject(REPAIR_JOB_STORE) private readonly store: RepairJobStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly views: RepairJobViews,
    private readonly traces: RepairTraces,
    private readonly texts: RedactedTexts,
  ) {}

  /** Begins with the state that the job is in, tells all steps until now, and ends when it is done. */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<Frame> {
    let told: RepairJob['status'] | undefined;
    let steps = 0;
    while (!signal.aborted && told !== 'done') {
      const job = await this.store.find(id);
      if (!job) return;
      const isNews = job.status !== told;
      if (isNews && job.status !== 'done') yield await this.state(job);
      for (const step of (await this.traces.read(id)).slice(steps))
        yield { id: `step-${String((steps += 1))}`, event: 'step', data: step };
      if (job.status === 'done') yield await this.state(job);
      told = job.status;
      if (!isNews) await this.clock.sleep(INTERVAL_MS, signal);
    }
  }

  private async state(job: RepairJob): Promise<Frame> {
    const data = await this.texts.redact(await this.views.of(job));
    return { id: job.status, event: 'job', data };
  }
}
