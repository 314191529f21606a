import { Inject, Injectable } from '@nestjs/common';
import { type ApiKeySettings, apiKeySettings } from '@app/settings';
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
}

export type JobAnswer =
  { readonly ok: true; readonly job: CodexJob; readonly address: URL } | HealFailure;

/** The API that fixes code. Redirects are never followed, and a job is only looked for at the same origin. */
@Injectable()
export class CodexApi {
  constructor(
    @Inject(healActionSettings.token) private readonly settings: HealActionSettings,
    @Inject(apiKeySettings.token) private readonly key: ApiKeySettings,
  ) {}

  async submit(request: FixRequest, signal: AbortSignal): Promise<JobAnswer> {
    const trigger = new URL(this.settings.codexTriggerUrl);
    return this.ask(trigger, signal, { method: 'POST', body: JSON.stringify(request) });
  }

  async job(address: URL, signal: AbortSignal): Promise<JobAnswer> {
    return this.ask(address, signal, { method: 'GET' });
  }

  /** Asks to end a job that nobody waits for any more; that the API may not know how is no failure. */
  async cancel(address: URL): Promise<void> {
    await this.fetch(address, AbortSignal.timeout(CANCEL_LIMIT_MS), { method: 'DELETE' }).catch(
      () => undefined,
    );
  }

  private async ask(address: URL, signal: AbortSignal, init: RequestInit): Promise<JobAnswer> {
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

  private fetch(address: URL, signal: AbortSignal, init: RequestInit): Promise<Response> {
    const { apiKey } = this.key;
    const headers = {
      accept: 'application/json',
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
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
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = (cause as { code?: unknown }).code;
    const why = typeof code === 'string' ? code : String(cause);
    return failure(
      'unreachable',
      `The code fix API at ${address.origin} cannot be reached (${why}). Start it with npm run api:start, or set CODEX_API_URL.`,
    );
  }
}
