/** Digits and what dates and times are written with: `1`, `20261123`, `2026-11-23_05-00-00`. */
const AFTER_NAME = /^[-._]?\d[\dTZ:._+-]*$|^\.old$/;
const BEFORE_EXTENSION = /^[-._]{1,2}\d[\dTZ:._+-]*$/;
const NUMBER_BEFORE_EXTENSION = /^\.\d{1,4}$/;
const FEWEST_DATE_DIGITS = 6;

/**
 * Whether a file's name is what rotation makes of another's: `api.log` becomes `api.log.1`,
 * `api.log-20261123`, `api.1.log` or `api__2026-11-23.log`. `api-1.log` is none: so the logs of
 * numbered instances are called.
 */
export function isRotatedName(original: string, name: string): boolean {
  const dot = original.lastIndexOf('.');
  const stem = dot > 0 ? original.slice(0, dot) : original;
  if (name === original || !name.startsWith(stem)) return false;
  if (name.startsWith(original)) return AFTER_NAME.test(name.slice(original.length));
  const ext = original.slice(stem.length);
  if (ext === '' || !name.endsWith(ext)) return false;
  const middle = name.slice(stem.length, name.length - ext.length);
  return (
    NUMBER_BEFORE_EXTENSION.test(middle) ||
    (BEFORE_EXTENSION.test(middle) && middle.replace(/\D/g, '').length >= FEWEST_DATE_DIGITS)
  );
}

const ARCHIVE = '.gz';

/** Whether a name is that of a compressed file. */
export function isArchiveName(name: string): boolean {
  return name.endsWith(ARCHIVE);
}

/** The name that a compressed file had before; any other name as it is. */
export function withoutArchiveEnding(name: string): string {
  return isArchiveName(name) ? name.slice(0, -ARCHIVE.length) : name;
}

/** Whether two names differ only in their dates, as the files do that a link to today's one points to. */
export function isOfSameSeries(one: string, other: string): boolean {
  const shape = (name: string): string => name.replace(/\d/g, '0');
  return shape(one) === shape(other) && one.replace(/\D/g, '').length >= FEWEST_DATE_DIGITS;
}

/** Sorts names of rotated files, oldest first: the highest number, the earliest date. */
export function compareRotatedNames(a: string, b: string): number {
  const [left, right] = [rotationNumber(a), rotationNumber(b)];
  if (left !== undefined && right !== undefined) return right - left;
  return a < b ? -1 : 1;
}

function rotationNumber(name: string): number | undefined {
  const digits = /\.(\d{1,4})(?:\.[a-z]+)?$/i.exec(withoutArchiveEnding(name))?.[1];
  return digits === undefined ? undefined : Number(digits);
}
