import type { DetectionRaised } from '@app/contracts';
import type { Redactor } from '@app/redaction';

const MAX_BYTES = 32 * 1024;
/** More than this is not even searched for secrets. */
const MAX_CHARS_READ = 256 * 1024;

/** The records of a detection, oldest first; empty without any. */
export function evidenceText(detection: DetectionRaised | undefined): string {
  return (detection?.evidence.records ?? []).map((record) => record.text).join('\n');
}

/**
 * The end of a log without secrets, at most 32 KiB of UTF-8. Redacted first and cut afterwards, so that
 * the cut cannot hide a secret's start.
 */
export async function boundedErrorLog(text: string, redactor: Redactor): Promise<string> {
  const redacted = Buffer.from(await redactor.redact(text.slice(-MAX_CHARS_READ)));
  if (redacted.length <= MAX_BYTES) return redacted.toString('utf8');
  let start = redacted.length - MAX_BYTES;
  while (isContinuation(redacted.readUInt8(start))) start += 1;
  return redacted.subarray(start).toString('utf8');
}

/** A byte in the middle of a UTF-8 character. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
