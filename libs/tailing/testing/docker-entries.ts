/** Docker's own length of an entry's text, in bytes. */
const LONGEST_PART = 16_384;

export interface Said {
  /** Without newline. */
  readonly text: string;
  readonly stream?: 'stdout' | 'stderr';
  /** ISO 8601. */
  readonly time?: string;
}

/** A line of a container as Docker's json-file driver writes it: one entry, or several for a long line. */
export function dockerEntries(
  { text, stream = 'stdout', time = '2026-11-23T08:00:00.123456789Z' }: Said,
  longestPart = LONGEST_PART,
): string[] {
  const characters = Array.from(`${text}\n`);
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at += longestPart)
    parts.push(characters.slice(at, at + longestPart).join(''));
  return parts.map((log) => `${asDockerEscapes(JSON.stringify({ log, stream, time }))}\n`);
}

/** What Docker escapes beyond what JSON asks for. */
function asDockerEscapes(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
