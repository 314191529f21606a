import type fc from 'fast-check';

/** Something that must bear any input. */
export interface FuzzTarget<T = unknown> {
  readonly name: string;
  readonly input: fc.Arbitrary<T>;
  /** @throws when it did not bear it: a crash, or an answer that it must not give */
  bear(input: T): void | Promise<void>;
  /** Called before the first input, and after the last. */
  start?(): Promise<void>;
  stop?(): Promise<void>;
}

/** With its input hidden, so that targets can stand in one list. */
export function target<T>(definition: FuzzTarget<T>): FuzzTarget {
  return definition;
}
