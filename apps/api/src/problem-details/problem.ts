import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type ProblemSlug, problemTypes } from './problem-types.js';

/** One field that is wrong. */
export class ProblemField {
  @ApiProperty({ description: 'JSON pointer to the field', example: '#/errorLog' })
  readonly pointer!: string;

  @ApiProperty({ example: 'errorLog must be a text that is not empty' })
  readonly detail!: string;
}

/** Problem details as RFC 9457 defines them. */
export class Problem {
  @ApiProperty({ format: 'uri-reference', example: '/problems/invalid-request' })
  readonly type!: string;

  @ApiProperty({ example: 'The request is not valid' })
  readonly title!: string;

  @ApiProperty({ example: 400 })
  readonly status!: number;

  @ApiProperty({ description: 'What went wrong here, and what to do' })
  readonly detail!: string;

  @ApiPropertyOptional({
    format: 'uri',
    description: 'Names this occurrence in the log of the API, where there is more to read',
  })
  readonly instance?: string;

  @ApiPropertyOptional({ type: [ProblemField], description: 'What is wrong with the body' })
  readonly errors?: readonly ProblemField[];
}

export function problem(
  slug: ProblemSlug,
  detail: string,
  members: Readonly<Record<string, unknown>> = {},
): Problem {
  const { status, title } = problemTypes[slug];
  return { type: `/problems/${slug}`, title, status, detail, ...members };
}
