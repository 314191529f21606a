import { createScanner, RECORD_LENGTH, SHORTEST_LITERAL } from '@app/literal-scanner';
import type { Sample } from './literal-plan.js';
import { type Requirement, textsOf } from './requirement.js';

/** Counts in a piece of log every text that the requirements give to choose from. */
export function takeSample(
  sample: Uint8Array,
  requirements: readonly Requirement[],
  anyCase: boolean,
): Sample {
  const texts = [
    ...new Set(requirements.flatMap((requirement) => textsOf(requirement).map(({ text }) => text))),
  ].filter((text) => Buffer.byteLength(text) >= SHORTEST_LITERAL);
  const scanner = createScanner(
    texts.map((text) => Buffer.from(text)),
    { anyCase },
  );
  const hits = scanner.scan(sample);
  const counts = new Map<string, number>();
  for (let hit = 0; hits && hit < hits.count; hit += 1) {
    const text = texts[hits.records[hit * RECORD_LENGTH + 2] ?? 0] ?? '';
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return { bytes: sample.length, counts };
}
