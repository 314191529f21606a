import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { EventFactory, newId } from '@app/event-bus';
import { createHash } from 'node:crypto';
import { signaturesIn } from '../reproduction/error-signature.js';
import { DeadRuns } from './dead-runs.js';
import { FileTurns } from './file-turns.js';
import { OperatorProcess } from './operator-process.js';
import type { OperatorResult } from './operator-result.js';
import type { RepairJob, RepairRequest } from './repair-job.js';
import { REPAIR_JOB_STORE, type RepairJobStore } from './repair-job-store.js';
import { repairJobsSettings, type RepairJobsSettings } from './repair-jobs.settings.js';
import { RepairRetention } from './repair-retention.js';
import { endings } from './repair-endings.js';

/** What became of a request. `full` may be tried again later, `stopping` after a restart. */
export type Submission =
  | { readonly outcome: 'accepted'; readonly job: RepairJob; readonly joined: boolean }
  | { readonly outcome: 'full'; readonly limit: number }
  | { readonly outcome: 'stopping' };

interface OpenJob {
  readonly job: RepairJob;
  readonly stored: Promise<void>;
  readonly done: Promise<void>;
  /** Aborts with a text: why. */
  readonly cancel: AbortController;
}

/**
 * Repairs in the order of their requests: one at a time for each file, and CODEX_PARALLEL_JOBS over all.
 *
 * Every job is a row before it is an act, and its end is one transaction with its `repair.finished`
 * event. A request about the same error, made while its job is open, gets that job.
 */
@Injectable()
export class RepairQueue implements OnModuleDestroy {
  private readonly logger = new Logger(RepairQueue.name);
  private readonly open = new Map<string, OpenJob>();
  private readonly stopping = new AbortController();
  private readonly turns: FileTurns;

  constructor(
    @Inject(repairJobsSettings.token) private readonly settings: RepairJobsSettings,
    @Inject(REPAIR_JOB_STORE) private readonly store: RepairJobStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly operator: OperatorProcess,
    private readonly deadRuns: DeadRuns,
    private readonly retention: RepairRetention,
    private readonly events: EventFactory,
  ) {
    this.turns = new FileTurns(settings.parallelJobs);
  }

  async submit(request: RepairRequest): Promise<Submission> {
    if (this.stopping.signal.aborted) return { outcome: 'stopping' };
    const key = fingerprint(request);
    const known = this.open.get(key);
    if (!known && this.open.size >= this.settings.queueLimit) {
      return { outcome: 'full', limit: this.settings.queueLimit };
    }
    const { job, stored } = known ?? this.enqueue(key, request);
    await stored;
    const current = (await this.store.find(job.id)) ?? job;
    return { outcome: 'accepted', job: current, joined: known !== undefined };
  }

  /** Resolves when the job is done, the time is over or the signal aborts, whichever comes first. */
  async wait(id: string, ms: number, signal: AbortSignal): Promise<void> {
    const open = this.find(id);
    if (!open) return;
    const over = new AbortController();
    await Promise.race([
      open.done,
      this.clock.sleep(ms, AbortSignal.any([signal, over.signal])),
    ]).finally(() => {
      over.abort();
    });
  }

  /**
   * Ends a job for everybody who asked for it; it is done soon afterwards.
   *
   * @returns false when the job is not open
   */
  cancel(id: string, who: string): boolean {
    const open = this.find(id);
    open?.cancel.abort(`${who} cancelled it`);
    return open !== undefined;
  }

  /** The ids of the jobs that this process has under way, whether they wait or run. */
  underWay(): readonly string[] {
    return [...this.open.values()].map(({ job }) => job.id);
  }

  /**
   * Closes the jobs that a process left open when it died. Call once, when this process is certain to
   * be the one that serves.
   *
   * @returns how many were closed
   */
  async recover(): Promise<number> {
    await this.retention.sweep();
    const mine = new Set(this.underWay());
    const left = (await this.store.unfinished()).filter(({ id }) => !mine.has(id));
    for (const job of left) {
      const written = await this.operator.leftResult(job.id);
      await this.close(job, written ?? (await this.deadRuns.inPlace(job)) ?? leftBehind(job), 0);
    }
    if (left.length > 0) {
      this.logger.warn({
        msg: 'Repairs that were open when the API last ended are closed now',
        jobs: left.map(({ id }) => id),
      });
    }
    return left.length;
  }

  /** Ends the running repair, which leaves the tree untouched, and closes those that wait. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort('the API shuts down');
    await Promise.all([...this.open.values()].map(({ done }) => done));
  }

  private enqueue(key: string, request: RepairRequest): OpenJob {
    const job: RepairJob = {
      id: newId(this.clock.now()),
      status: 'queued',
      request,
      result: null,
      createdAt: this.now(),
      startedAt: null,
      finishedAt: null,
    };
    const stored = this.store.create(job);
    const cancel = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, cancel.signal]);
    const done = stored
      .then(() => this.turns.run(job.request.filePath, signal, () => this.process(job, signal)))
      // Whoever asked for it is told by `stored` that it could not be kept.
      .catch(() => undefined)
      .finally(() => this.open.delete(key));
    const open = { job, stored, done, cancel };
    this.open.set(key, open);
    return open;
  }

  private async process(job: RepairJob, signal: AbortSignal): Promise<void> {
    const startedAt = this.clock.now();
    try {
      await this.close(job, await this.attempt(job, signal), this.clock.now() - startedAt);
    } catch (error) {
      this.logger.error({
        msg: 'A repair could not be recorded; it is closed at the next start',
        job: job.id,
        error: String(error),
      });
    }
  }

  private async attempt(job: RepairJob, signal: AbortSignal): Promise<OperatorResult> {
    if (signal.aborted) return endings.neverBegan(signal.reason);
    await this.store.markRunning(job.id, this.now());
    this.logger.log({ msg: 'Repair started', job: job.id, file: job.request.filePath });
    try {
      const result = await this.operator.run(job, signal);
      const died = result.outcome === 'failed' || result.outcome === 'cancelled';
      return (died ? await this.deadRuns.inPlace(job) : undefined) ?? result;
    } catch (error) {
      return endings.broken(error);
    }
  }

  private async close(job: RepairJob, result: OperatorResult, durationMs: number): Promise<void> {
    const { filePath, route, requestedBy, correlationId } = job.request;
    const payload = { jobId: job.id, filePath, route, requestedBy, durationMs, ...result };
    const cause = { correlationId: correlationId ?? job.id };
    await this.store.finish(this.events.create('repair.finished', payload, cause));
    await this.operator.forget(job.id);
    await this.retention.sweep();
    this.logger.log({ msg: 'Repair finished', job: job.id, outcome: result.outcome });
  }

  private find(id: string): OpenJob | undefined {
    return [...this.open.values()].find(({ job }) => job.id === id);
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

function leftBehind({ status }: RepairJob): OperatorResult {
  return status === 'queued' ? endings.neverBegan('the API ended first') : endings.interrupted();
}

/** The same error of the same file, whatever else the logs say; without a known error the whole log. */
function fingerprint({ filePath, route, errorLog }: RepairRequest): string {
  const error = signaturesIn(errorLog).at(-1) ?? errorLog;
  return createHash('sha256')
    .update(JSON.stringify([filePath, route, error]))
    .digest('hex');
}
