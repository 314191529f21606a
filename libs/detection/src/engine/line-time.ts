/** A time further ahead than this comes from a wrong clock or a wrong time zone. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
/** A line begins with its time, behind a level or a name at most; what stands later is the message's. */
const HEAD_LENGTH = 64;
const ACCESS_LOG_HEAD_LENGTH = 512;
const JSON_LENGTH = 8_192;
const FIRST_PLAUSIBLE_MS = Date.UTC(1990, 0, 1);
/** Epoch numbers below this are seconds: as milliseconds they would lie in 1973 or earlier. */
const LARGEST_EPOCH_SECONDS = 100_000_000_000;

const ISO =
  /(?<!\d)(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z| ?[+-]\d\d:?\d\d)?/;
const SYSLOG = /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)/;
const ACCESS_LOG = /\[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})\]/;
const JSON_TIME =
  /"(?:time|timestamp|@timestamp|ts)" ?: ?(?:"([^"]{1,64})"|(\d{9,16}(?:\.\d{1,9})?))/;

/**
 * When a line says that it happened: ISO 8601 (also in brackets or with slashes), syslog, access logs
 * of nginx and Apache, and the `time` of JSON lines. A time without a zone is this machine's.
 *
 * @param arrivedAt milliseconds since the epoch: gives syslog its year, and keeps out times of the future
 * @returns milliseconds since the epoch; undefined when the line does not say, or cannot be believed
 */
export function lineTime(text: string, arrivedAt: number): number | undefined {
  const head = text.slice(0, HEAD_LENGTH);
  const time = text.startsWith('{')
    ? jsonTime(text)
    : (isoTime(head) ?? syslogTime(head, arrivedAt) ?? accessLogTime(text));
  if (time === undefined || Number.isNaN(time)) return undefined;
  return time >= FIRST_PLAUSIBLE_MS && time <= arrivedAt + FUTURE_TOLERANCE_MS ? time : undefined;
}

function isoTime(text: string): number | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone] = match;
  const local = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}`;
  return Date.parse(`${local}.${fraction.padEnd(3, '0').slice(0, 3)}${isoZone(zone)}`);
}

function isoZone(zone: string | undefined): string {
  if (zone === undefined || zone === 'Z') return zone ?? '';
  const trimmed = zone.trim();
  return trimmed.includes(':') ? trimmed : `${trimmed.slice(0, 3)}:${trimmed.slice(3)}`;
}

function syslogTime(text: string, arrivedAt: number): number | undefined {
  const match = SYSLOG.exec(text);
  if (!match) return undefined;
  const [, month, day, hour, minute, second] = match;
  const inYear = (year: number): number =>
    Date.parse(
      `${month ?? ''} ${day ?? ''} ${String(year)} ${hour ?? ''}:${minute ?? ''}:${second ?? ''}`,
    );
  const year = new Date(arrivedAt).getFullYear();
  const time = inYear(year);
  return time > arrivedAt + DAY_MS ? inYear(year - 1) : time;
}

function accessLogTime(text: string): number | undefined {
  const match = ACCESS_LOG.exec(text.slice(0, ACCESS_LOG_HEAD_LENGTH));
  if (!match) return undefined;
  const [, day, month, year, hour, minute, second, zone] = match;
  return Date.parse(
    `${month ?? ''} ${day ?? ''} ${year ?? ''} ${hour ?? ''}:${minute ?? ''}:${second ?? ''} ${zone ?? ''}`,
  );
}

function jsonTime(text: string): number | undefined {
  const match = JSON_TIME.exec(text.slice(0, JSON_LENGTH));
  if (!match) return undefined;
  const [, words, digits] = match;
  if (words !== undefined) return isoTime(words);
  const epoch = Number(digits);
  return epoch < LARGEST_EPOCH_SECONDS ? epoch * 1_000 : epoch;
}
