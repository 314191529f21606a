import { sentenceOf } from './sentence.js';
import type { SequencedEvent } from './story-reader.js';
import type { StoryEvent } from './story-view.js';

/** Not redacted. */
export function toStoryEvent({ sequence, event }: SequencedEvent): StoryEvent {
  const { id, name, occurredAt, causationId, payload } = event;
  const sentence = sentenceOf(event);
  return { id, sequence, name, occurredAt, causationId, sentence, payload: { ...payload } };
}
