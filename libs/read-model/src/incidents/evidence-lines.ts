import type { DetectionRaised } from '@app/contracts';

/** What a detection rests on, a line each: log lines, else what was measured. Not redacted. */
export function evidenceLines({ evidence: { records, values } }: DetectionRaised): string[] {
  if (records.length > 0) return records.map(({ text }) => text);
  return Object.entries(values).map(([name, value]) => `${name}: ${String(value)}`);
}
