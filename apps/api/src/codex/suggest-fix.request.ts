import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, ValidateIf } from 'class-validator';

const LONGEST_PATH = 4_096;
const NO_CONTROL_CHARACTERS = /^\P{Cc}+$/u;
const ROUTE = /^\/\P{Cc}*$/u;

/**
 * What is broken, and how it shows: a file where one is known, else the route that fails.
 *
 * The rules of a field are checked from below, and the first that fails is told.
 */
export class SuggestFixRequest {
  @ApiPropertyOptional({
    description:
      'The file to repair, absolute or relative to AUTOHEAL_PROJECT_ROOT. Needed unless there is a route.',
    example: 'src/cart.js',
    maxLength: LONGEST_PATH,
  })
  @ValidateIf(
    ({ filePath, route }: SuggestFixRequest) => filePath !== undefined || route === undefined,
  )
  @MaxLength(LONGEST_PATH, {
    message: `filePath must be at most ${String(LONGEST_PATH)} characters long`,
  })
  @Matches(NO_CONTROL_CHARACTERS, {
    message: 'filePath must be the path of a file (or leave it out and give a route)',
  })
  readonly filePath?: string;

  @ApiPropertyOptional({
    description:
      'The route that fails, where no file is known: ESLint then looks for the failing code.',
    example: '/cart',
    maxLength: LONGEST_PATH,
  })
  @ValidateIf(({ route }: SuggestFixRequest) => route !== undefined)
  @MaxLength(LONGEST_PATH, {
    message: `route must be at most ${String(LONGEST_PATH)} characters long`,
  })
  @Matches(ROUTE, { message: 'route must be a path that begins with /' })
  readonly route?: string;

  @ApiProperty({
    description: 'The log lines that show the error. Only the last 32 KiB are used.',
    example:
      "TypeError: Cannot read properties of undefined (reading 'price')\n    at total (src/cart.js:12:7)",
  })
  @Matches(/\S/, { message: 'errorLog must not be empty' })
  @IsString({ message: 'errorLog must be a text' })
  readonly errorLog!: string;
}
