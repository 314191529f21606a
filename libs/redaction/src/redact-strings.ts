import type { Redactor } from './redactor.js';
import { mapStrings } from './map-strings.js';

// So many newlines that no rule for "name: value" reaches across it.
const BORDER = '\n\n\n\n\u001e\n\n\n\n';

/** The same JSON value with the secrets in its strings masked. The JSON around them stays valid. */
export async function redactStrings(value: unknown, redactor: Redactor): Promise<unknown> {
  const strings: string[] = [];
  mapStrings(value, (text) => {
    strings.push(text);
    return text;
  });
  const redacted = (await redactTogether(strings, redactor)).values();
  return mapStrings(value, (text) => redacted.next().value ?? text);
}

/** All at once, which is many times faster than one by one, unless a mask swallowed a border. */
async function redactTogether(
  strings: readonly string[],
  redactor: Redactor,
): Promise<readonly string[]> {
  const together = await redactor.redact(strings.join(BORDER));
  const parts = together.split(BORDER);
  return parts.length === strings.length
    ? parts
    : Promise.all(strings.map((text) => redactor.redact(text)));
}
