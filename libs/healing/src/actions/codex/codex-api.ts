import { Inject, Injectable } from '@nestjs/common';
import { OutboundRefused } from '@app/outbound';
import { type HealActionSettings, healActionSettings } from '../heal-action.settings.js';
import type { HealFailure } from '../heal-action.js';
import { aborted, failure } from '../outcome.js';
import { type CodexJob, parseCodexJob } from './codex-job.js';
import { readBounded } from './read-bounded.js';
import { refusal } from './refusal.js';

const MAX_BODY_BYTES = 2 * 1024 * 1024;
const CANCEL_LIMIT_MS = 2_000;

export interface FixRequest {
  /** Relative to the project root. */
  readonly filePath?: string;
  readonly route?: string;
  readonly errorLog: string;
  /** The incident that the fix is for. */
  readonly correlationId: string;
}

export interface AcceptedJob {
  readonly ok: true;
  readonly job: CodexJob;
  /** Where to look for the job. */
  readonly address: URL;
}

export type JobAnswer = AcceptedJob | HealFailure;

interface Init {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API that fixes code. Redirects are never followed, and a job is only looked for at the same origin. */
@Injectable()
export class CodexApi {
  constructor(@Inject(healActionSettings.token) private readonly settings: HealActionSettings) {}

  submit({ correlationId, ...body }: FixRequest, signal: AbortSignal): Promise<JobAnswer> {
    return this.ask(new URL(this.settings.codexTriggerUrl), signal, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-correlation-id': correlationId },
    });
  }

  job(address: URL, signal: AbortSignal): Promise<JobAnswer> {
    return this.ask(address, signal, { method: 'GET' });
  }

  /** Ends a job that nobody waits for any more. Returns whether the API did so. */
  async cancel(address: URL): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(CANCEL_LIMIT_MS);
      return (await this.fetch(address, signal, { method: 'DELETE' })).ok;
    } catch {
      return false;
    }
  }

  private async ask(address: URL, signal: AbortSignal, init: Init): Promise<JobAnswer> {
    try {
      const response = await this.fetch(address, signal, init);
      const body = await readBounded(response, MAX_BODY_BYTES);
      if (!response.ok) return refusal(response.status, body);
      return this.understand(address, response, body);
    } catch (error) {
      if (signal.aborted) return aborted('The code fix', signal);
      return this.unreachable(address, error);
    }
  }

  private fetch(address: URL, signal: AbortSignal, init: Init): Promise<Response> {
    const { apiKey } = this.settings;
    const headers = {
      accept: 'application/json',
      ...init.headers,
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    };
    return fetch(address, { ...init, headers, signal, redirect: 'manual' });
  }

  private understand(asked: URL, response: Response, body: string): JobAnswer {
    const job = parseCodexJob(body);
    if (!job) {
      return failure(
        'unreachable',
        `${asked.origin} accepted the request, but told of no job. Set CODEX_TRIGGER_URL to /api/codex/suggest-fix of the API.`,
      );
    }
    const location =
      response.headers.get('location') ?? `/api/codex/jobs/${encodeURIComponent(job.id)}`;
    const address = URL.parse(location, asked.href);
    return address?.origin === asked.origin
      ? { ok: true, job, address }
      : failure(
          'refused',
          `${asked.origin} sent the watchdog to another host for the job. Set CODEX_TRIGGER_URL to that host if it is right.`,
        );
  }

  private unreachable(address: URL, error: unknown): HealFailure {
    const { cause } = error as { readonly cause?: { readonly code?: unknown } };
    if (cause instanceof OutboundRefused)
      return failure('refused', `The code fix API was not asked: ${cause.message}`);
    const why = typeof cause?.code === 'string' ? cause.code : String(error);
    return failure(
      'unreachable',
      `The code fix API at ${address.origin} cannot be reached (${why}). Start it with npm run api:start, or set CODEX_API_URL.`,
    );
  }
}
