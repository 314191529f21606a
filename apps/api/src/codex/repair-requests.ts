import { Inject, Injectable } from '@nestjs/common';
import {
  checkTargetFile,
  errorSnippet,
  type RepairJob,
  repairJobsSettings,
  type RepairJobsSettings,
  RepairQueue,
  type Submission,
} from '@app/openai-operator';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { ProblemException } from '../problem-details/problem.exception.js';
import type { SuggestFixRequest } from './suggest-fix.request.js';

const RETRY_AFTER_SECONDS = '60';

export interface Requester {
  readonly name: string;
  readonly correlationId: string | null;
}

/** Turns a valid request into a job, or into the problem that keeps it from being one. */
@Injectable()
export class RepairRequests {
  constructor(
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(repairJobsSettings.token) private readonly settings: RepairJobsSettings,
    private readonly queue: RepairQueue,
  ) {}

  /** @throws ProblemException 422, 429 or 503 */
  async accept(body: SuggestFixRequest, requester: Requester): Promise<RepairJob> {
    const filePath = body.filePath === undefined ? null : await this.repairable(body.filePath);
    if (!this.settings.sourceConfigured) {
      throw new ProblemException(
        'model-not-configured',
        'Nobody may propose a patch: set OPENAI_API_KEY (and OPENAI_BASE_URL for another server) in .env.local, or CODEX_TEMPLATE_REPAIR=on, then restart the API.',
      );
    }
    return accepted(
      await this.queue.submit({
        filePath,
        route: body.route ?? null,
        errorLog: errorSnippet(body.errorLog),
        requestedBy: requester.name,
        correlationId: requester.correlationId,
      }),
    );
  }

  private async repairable(filePath: string): Promise<string> {
    const check = await checkTargetFile(this.platform.projectRoot, filePath);
    if (check.outcome === 'accepted') return check.filePath;
    throw new ProblemException('file-not-repairable', check.message, {
      members: { reason: check.reason },
    });
  }
}

function accepted(submission: Submission): RepairJob {
  switch (submission.outcome) {
    case 'accepted':
      return submission.job;
    case 'full':
      throw new ProblemException(
        'queue-full',
        `${String(submission.limit)} repairs are waiting or running. Ask again when some are done; GET /api/codex/jobs lists them.`,
        { headers: { 'Retry-After': RETRY_AFTER_SECONDS } },
      );
    case 'stopping':
      throw new ProblemException('shutting-down', 'Ask again when the API has been started anew.');
  }
}
