import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';

/** A piece of a log. The rules are checked from below, and the first that fails is told. */
export class SummarizeErrorRequest {
  @ApiProperty({
    description: 'The log lines that show the error, its first line first',
    example:
      "TypeError: Cannot read properties of undefined (reading 'price')\n    at total (src/cart.js:12:7)",
  })
  @Matches(/\S/, { message: 'logSnippet must not be empty' })
  @IsString({ message: 'logSnippet must be a text' })
  readonly logSnippet!: string;
}
