import { ApiProperty } from '@nestjs/swagger';
import type { ErrorSummary } from '@app/contracts';

const sources: readonly ErrorSummary['source'][] = ['model', 'rules'];

export class ErrorSummaryResponse implements ErrorSummary {
  @ApiProperty({ description: 'What happened, in plain words' })
  readonly summary!: string;

  @ApiProperty({ type: [String], description: 'Likely causes, the most likely first' })
  readonly rootCauses!: readonly string[];

  @ApiProperty({ type: [String], description: 'Files to look at, the most telling first' })
  readonly filesToInvestigate!: readonly string[];

  @ApiProperty({
    enum: sources,
    description: '`rules` where no model is configured, or it did not answer in time',
  })
  readonly source!: ErrorSummary['source'];
}
