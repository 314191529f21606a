import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { REDACTOR, type Redactor } from '@app/redaction';
import { type PlatformSettings, platformSettings } from '@app/settings';
import { z } from 'zod';
import { timeoutMs } from './action-parameters.js';
import { type AcceptedJob, CodexApi, type FixRequest } from './codex/codex-api.js';
import { boundedErrorLog, evidenceText } from './codex/error-log.js';
import { findFixTarget } from './codex/fix-target.js';
import { jobOutcome, targetOf } from './codex/job-outcome.js';
import { waitForJob } from './codex/wait-for-job.js';
import type {
  HealAction,
  HealActionDefinition,
  HealContext,
  HealFailure,
  HealOutcome,
} from './heal-action.js';
import { failure } from './outcome.js';

const DEFAULT_TIMEOUT_MS = 1_800_000;

const schema = z
  .strictObject({
    filePath: z.string().min(1).optional().describe('File to fix, relative to the project root.'),
    route: z.string().min(1).optional().describe('Route whose handler is to be fixed.'),
    errorLog: z.string().optional().describe("The error; by default the detection's evidence."),
    timeoutMs,
  })
  .refine(({ filePath, route }) => filePath === undefined || route === undefined, {
    message: 'must not stand beside filePath: name one of the two',
    path: ['route'],
  });
type Parameters = z.output<typeof schema>;

/** Has the API repair the failing source, and waits for the patch to pass its gate. */
@Injectable()
export class CodexFixFileAction implements HealAction<Parameters> {
  constructor(
    private readonly api: CodexApi,
    @Inject(REDACTOR) private readonly redactor: Redactor,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
  ) {}

  describe({ filePath, route }: Parameters): string {
    return `ask for a code fix of ${filePath ?? route ?? 'the file that the evidence names'}`;
  }

  async run(parameters: Parameters, context: HealContext): Promise<HealOutcome> {
    const target = findFixTarget(parameters, context.detection, this.platform.projectRoot);
    if (!target) return noFileKnown();
    const errorLog = await this.errorLog(parameters, context);
    return this.fix({ ...target, errorLog, correlationId: context.correlationId }, context);
  }

  /** The API wants to be told something. */
  private async errorLog({ errorLog }: Parameters, { detection }: HealContext): Promise<string> {
    const text = await boundedErrorLog(errorLog ?? evidenceText(detection), this.redactor);
    return text.trim() === '' ? 'No error log: a person asked for this fix.' : text;
  }

  private async fix(request: FixRequest, context: HealContext): Promise<HealOutcome> {
    const submitted = await this.api.submit(request, context.signal);
    if (!submitted.ok) return submitted;
    context.onOutput(`Code fix ${submitted.job.id} of ${targetOf(request)}\n`);
    const ended = await waitForJob(this.api, submitted, this.clock, context.signal);
    if (ended.ok) return jobOutcome(ended.job, request);
    return context.signal.aborted ? this.abandon(submitted, ended) : ended;
  }

  /** A fix that goes on would change files behind a heal that has failed. */
  private async abandon({ job, address }: AcceptedJob, ended: HealFailure): Promise<HealOutcome> {
    const cancelled = await this.api.cancel(address);
    const fate = cancelled ? 'was cancelled' : `goes on; see ${address.href}`;
    return { ...ended, message: `${ended.message} The job ${job.id} ${fate}.` };
  }
}

function noFileKnown(): HealOutcome {
  return failure(
    'invalid-parameters',
    'No file to fix is known: the evidence names no source file of the project. Name filePath or route in the action, capture `file` in the pattern, or run the service with --enable-source-maps.',
  );
}

export const codexFixFile: HealActionDefinition<Parameters> = {
  type: 'CODEX_FIX_FILE',
  schema,
  action: CodexFixFileAction,
  defaultTimeoutMs: DEFAULT_TIMEOUT_MS,
  risky: true,
  defaultTarget: ({ filePath, route }) => filePath ?? route ?? 'code',
};
