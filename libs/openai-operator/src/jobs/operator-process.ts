import { Inject, Injectable } from '@nestjs/common';
import { childEnvironment, PROCESS_RUNNER, type ProcessRunner } from '@app/process-runner';
import { REDACTOR, type Redactor } from '@app/redaction';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OPERATOR_ENVIRONMENT } from './operator-environment.js';
import { type OperatorResult, readOperatorResult } from './operator-result.js';
import { operatorVerdict } from './operator-verdict.js';
import type { RepairJob } from './repair-job.js';
import { repairJobsSettings, type RepairJobsSettings } from './repair-jobs.settings.js';
import { RepairTraces } from './repair-traces.js';
import { shippedFiles } from './shipped-files.js';

const PIPELINE_NAME = 'codex-pipeline.yaml';
const MAX_OUTPUT_CHARS = 16_000;

/** Runs `openai-operator run PIPELINE` for one job, as a process of its own. */
@Injectable()
export class OperatorProcess {
  constructor(
    @Inject(repairJobsSettings.token) private readonly settings: RepairJobsSettings,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(OPERATOR_ENVIRONMENT) private readonly environment: Readonly<Record<string, string>>,
    @Inject(PROCESS_RUNNER) private readonly processes: ProcessRunner,
    @Inject(REDACTOR) private readonly redactor: Redactor,
    private readonly traces: RepairTraces,
  ) {}

  /**
   * Resolves when the operator has ended, however it did.
   *
   * @param signal aborting, with the reason as a text, ends the operator, which leaves the tree untouched
   */
  async run(job: RepairJob, signal: AbortSignal): Promise<OperatorResult> {
    const resultPath = this.resultPath(job.id);
    await mkdir(dirname(resultPath), { recursive: true, mode: 0o700 });
    const run = await this.processes.run(
      { file: process.execPath, args: this.words(resultPath, await this.traces.pathFor(job.id)) },
      {
        cwd: this.platform.projectRoot,
        env: this.childEnvironment(job),
        timeoutMs: this.settings.timeoutMs,
        maxOutputChars: MAX_OUTPUT_CHARS,
        signal,
      },
    );
    const written = await readOperatorResult(resultPath);
    const verdict = operatorVerdict(run, written, {
      timeoutMs: this.settings.timeoutMs,
      signal,
    });
    return { ...verdict, message: await this.redactor.redact(verdict.message) };
  }

  /** What an operator wrote whose API died before it could read it; undefined where there is nothing. */
  async leftResult(jobId: string): Promise<OperatorResult | undefined> {
    return readOperatorResult(this.resultPath(jobId));
  }

  /** Removes what a job left on disk that is told by now; the steps of the newest jobs stay. */
  async forget(jobId: string): Promise<void> {
    await rm(this.resultPath(jobId), { force: true });
    await this.traces.prune();
  }

  private words(resultPath: string, tracePath: string): string[] {
    const operator = this.settings.operatorPath ?? shippedFiles.operator;
    const files = ['--result', resultPath, '--trace', tracePath];
    return [operator, 'run', this.pipelinePath(), ...files];
  }

  private pipelinePath(): string {
    const ofProject = join(this.platform.projectRoot, PIPELINE_NAME);
    const fallback = existsSync(ofProject) ? ofProject : shippedFiles.pipeline;
    return this.settings.pipelinePath ?? fallback;
  }

  private resultPath(jobId: string): string {
    return join(this.platform.dataDir, 'repairs', `${jobId}.json`);
  }

  private childEnvironment({ id, request }: RepairJob): Record<string, string> {
    return childEnvironment({
      ...this.environment,
      AUTOHEAL_PROJECT_ROOT: this.platform.projectRoot,
      AUTOHEAL_DATA_DIR: this.platform.dataDir,
      AUTOHEAL_REPAIR_ID: id,
      ...(request.correlationId === null ? {} : { AUTOHEAL_INCIDENT_ID: request.correlationId }),
      CODEX_ERROR_LOG_SNIPPET: request.errorLog,
      ...(request.filePath === null ? {} : { CODEX_TARGET_FILE_PATH: request.filePath }),
      ...(request.route === null ? {} : { CODEX_TARGET_ROUTE: request.route }),
    });
  }
}
