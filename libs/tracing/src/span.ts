import { createHash } from 'node:crypto';

export type AttributeValue = string | number | boolean;

/** One stretch of time in the story of an incident. Times in milliseconds since the epoch. */
export interface Span {
  /** 16 hexadecimal digits. */
  readonly id: string;
  /** Null: the root, which is the incident. */
  readonly parentId: string | null;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
  /** Nothing that a log said: traces are not redacted. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly events: readonly { readonly name: string; readonly atMs: number }[];
}

/** The same part of the same incident has the same id, however often it is told. */
export function spanId(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
