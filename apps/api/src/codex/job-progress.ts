import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { REPAIR_JOB_STORE, type RepairJob, type RepairJobStore } from '@app/openai-operator';
import type { Frame } from '../events/event-stream.js';
import { RedactedTexts } from '../redaction/redacted-texts.js';
import { toResponse } from './repair-job.response.js';

const INTERVAL_MS = 250;

/** A repair as it goes on: one event for each of its states, the last with its result. */
@Injectable()
export class JobProgress {
  constructor(
    @Inject(REPAIR_JOB_STORE) private readonly store: RepairJobStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly texts: RedactedTexts,
  ) {}

  /** Begins with the state that the job is in, and ends when it is done. */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<Frame> {
    let told: RepairJob['status'] | undefined;
    while (!signal.aborted && told !== 'done') {
      const job = await this.store.find(id);
      if (!job) return;
      if (job.status !== told) {
        told = job.status;
        const data = await this.texts.redact(toResponse(job));
        yield { id: told, event: 'job', data };
      } else {
        await this.clock.sleep(INTERVAL_MS, signal);
      }
    }
  }
}
