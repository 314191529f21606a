import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { Frame } from '../events/event-stream.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { RedactedTexts } from '../redaction/redacted-texts.js';
import type { RepairJobResponse } from './repair-job.response.js';
import { Repairs } from './repairs.js';

const INTERVAL_MS = 250;
const RETRY_MS = 1_000;

interface News {
  readonly job: RepairJobResponse;
  readonly steps: readonly unknown[];
}

/** A repair as it goes on: one event for each of its states and for each step, the last with its result. */
@Injectable()
export class JobProgress {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly repairs: Repairs,
    private readonly texts: RedactedTexts,
  ) {}

  /** Begins with the state that the job is in, tells all steps until now, and ends when it is done. */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<Frame> {
    let told: RepairJobResponse['status'] | undefined;
    let steps = 0;
    while (!signal.aborted && told !== 'done') {
      const news = await this.look(id);
      if (news === 'gone') return;
      if (news === 'away') {
        await this.clock.sleep(RETRY_MS, signal);
        continue;
      }
      const { job } = news;
      const isNews = job.status !== told;
      if (isNews && job.status !== 'done') yield await this.state(job);
      for (const step of news.steps.slice(steps))
        yield { id: `step-${String((steps += 1))}`, event: 'step', data: step };
      if (job.status === 'done') yield await this.state(job);
      told = job.status;
      if (!isNews) await this.clock.sleep(INTERVAL_MS, signal);
    }
  }

  /** `away`: the repair is of another API, and the database of the fleet does not answer now. */
  private async look(id: string): Promise<News | 'gone' | 'away'> {
    try {
      const job = await this.repairs.find(id);
      return { job, steps: await this.repairs.steps(id) };
    } catch (error) {
      if (!(error instanceof ProblemException)) throw error;
      return error.slug === 'job-not-found' ? 'gone' : 'away';
    }
  }

  private async state(job: RepairJobResponse): Promise<Frame> {
    return { id: job.status, event: 'job', data: await this.texts.redact(job) };
  }
}
