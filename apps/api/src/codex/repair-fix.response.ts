import { ApiProperty } from '@nestjs/swagger';
import type { Fix, FixStatus } from '@app/openai-operator';

const statuses: readonly FixStatus[] = [
  'proposed',
  'applying',
  'applied',
  'watching',
  'held',
  'reverted',
  'changed',
];

/** The patch of a repair after its gate. */
export class RepairFixResponse {
  @ApiProperty({
    enum: statuses,
    description:
      '`proposed`: waits for POST …/apply. `applied`: in place, in force with the next restart. `watching`: in force; taken back if the error returns. `held`: the error stayed away. `reverted`: taken back. `changed`: the error returned, but the file is another by now.',
  })
  readonly status!: FixStatus;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly proposedAt!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when a proposed patch may be applied; null where it waits no more',
  })
  readonly expiresAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly appliedAt!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when it is taken back if its error returns; null unless it is watched',
  })
  readonly watchUntil!: string | null;
}

/** @param expiresAt of a proposal */
export function toFixResponse(fix: Fix, expiresAt: string | null): RepairFixResponse {
  const waits = fix.status === 'proposed';
  return {
    status: fix.status,
    proposedAt: fix.proposedAt,
    expiresAt: waits ? expiresAt : null,
    appliedAt: waits || fix.status === 'applying' ? null : fix.appliedAt,
    watchUntil: fix.status === 'watching' ? fix.watchUntil : null,
  };
}
