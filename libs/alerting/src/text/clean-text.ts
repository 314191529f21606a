import { stripVTControlCharacters } from 'node:util';

/** Control characters, and format characters that reverse or hide text; newline and tab are welcome. */
const UNWELCOME = /[^\P{C}\n\t]/gu;

/** Text that shows as what it is: no terminal colours, no control characters, nothing right-to-left by force. */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text).replace(UNWELCOME, '');
}

/** At most `limit` UTF-16 units, never half a character; what was cut shows as an ellipsis. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, Math.max(limit - 1, 0));
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
