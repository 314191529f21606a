import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { repairOutcomes, type RepairOutcome } from '@app/contracts';
import type { RepairJob, RepairJobStatus } from '@app/openai-operator';
import { RepairFixResponse } from './repair-fix.response.js';

const statuses: readonly RepairJobStatus[] = ['queued', 'running', 'done'];

/** What a caller gets to know at once. */
export class RepairJobReceipt {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: statuses })
  readonly status!: RepairJobStatus;
}

/** A repair and, once it is done, its result. */
@ApiExtraModels(RepairFixResponse)
export class RepairJobResponse extends RepairJobReceipt {
  @ApiProperty({ type: String, nullable: true, description: 'Relative to AUTOHEAL_PROJECT_ROOT' })
  readonly filePath!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly route!: string | null;

  @ApiProperty({
    type: String,
    enum: [...repairOutcomes, null],
    nullable: true,
    description:
      'Null until the job is done. `kept`: the patch passed its gate and is applied. `proposed`: it passed and waits for approval. Else, and then too, the tree is as it was.',
  })
  readonly outcome!: RepairOutcome | null;

  @ApiProperty({ type: String, nullable: true, description: 'What happened, for people' })
  readonly message!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Unified diff of what was kept or rejected',
  })
  readonly diff!: string | null;

  @ApiProperty({
    anyOf: [{ $ref: getSchemaPath(RepairFixResponse) }, { type: 'null' }],
    description: 'What became of the patch; null where none was proposed or put in place',
  })
  readonly fix!: RepairFixResponse | null;

  @ApiProperty({ type: Number, nullable: true })
  readonly durationMs!: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'FLEET_HOST of the API that has it; null where there is no fleet',
  })
  readonly instance!: string | null;

  @ApiProperty({ example: 'api:127.0.0.1' })
  readonly requestedBy!: string;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly startedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly finishedAt!: string | null;
}

export class RepairJobList {
  @ApiProperty({ type: [RepairJobResponse], description: 'The newest 50, newest first' })
  readonly jobs!: readonly RepairJobResponse[];
}

/** What was said to the model stays out: it is in the audit log. */
export function toResponse(
  { request, result, ...job }: RepairJob,
  fix: RepairFixResponse | null,
  instance: string | null,
): RepairJobResponse {
  return {
    id: job.id,
    status: job.status,
    filePath: request.filePath,
    route: request.route,
    outcome: result?.outcome ?? null,
    message: result?.message ?? null,
    diff: result?.diff ?? null,
    fix,
    durationMs: result?.durationMs ?? null,
    instance,
    requestedBy: request.requestedBy,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
  };
}
