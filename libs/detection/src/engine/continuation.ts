const TAB = 9;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const openings = ['at ', 'Caused by:'].map((text) => Buffer.from(text));
const closings = ['}', ']'].map((text) => text.charCodeAt(0));

/**
 * Whether a line belongs to the record before it: an empty line, one that is indented, a frame or a
 * cause of a stack trace, or a closing bracket alone.
 *
 * @param end offset behind the line's last byte, without the newline
 */
export function isContinuation(bytes: Uint8Array, start: number, end: number): boolean {
  const last = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
  if (last === start) return true;
  const first = bytes[start] ?? 0;
  if (first === SPACE || first === TAB) return true;
  if (last - start === 1) return closings.includes(first);
  return openings.some((opening) => startsWith(bytes, start, last, opening));
}

function startsWith(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  if (end - start < text.length) return false;
  return text.every((byte, index) => bytes[start + index] === byte);
}
