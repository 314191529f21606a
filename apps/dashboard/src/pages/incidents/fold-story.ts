import type { StoryEvent } from '../../api/types.js';

/** An event, and how often it came again without telling anything new. */
export interface FoldedEvent {
  readonly event: StoryEvent;
  readonly repeats: number;
  /** When it came last; its own time where it came but once. */
  readonly lastAt: string;
}

const MAY_REPEAT: ReadonlySet<string> = new Set(['detection.raised', 'heal.skipped']);

/** The story without what it says again and again: the same sentence, until something else happens. */
export function foldStory(events: readonly StoryEvent[]): FoldedEvent[] {
  const folded: FoldedEvent[] = [];
  /** Where each sentence stands since something new happened last. */
  let places = new Map<string, number>();
  for (const event of events) {
    const repeats = MAY_REPEAT.has(event.name);
    const place = repeats ? places.get(event.sentence) : undefined;
    const first = place === undefined ? undefined : folded[place];
    if (place !== undefined && first) {
      folded[place] = { ...first, repeats: first.repeats + 1, lastAt: event.occurredAt };
      continue;
    }
    if (!repeats) places = new Map();
    else places.set(event.sentence, folded.length);
    folded.push({ event, repeats: 0, lastAt: event.occurredAt });
  }
  return folded;
}
