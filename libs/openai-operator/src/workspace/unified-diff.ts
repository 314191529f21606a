import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** The change of one file, as git and patch read it. */
export function unifiedDiff(filePath: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${filePath}`, `b/${filePath}`, before, after, '', '', {
    headerOptions: FILE_HEADERS_ONLY,
  });
}
