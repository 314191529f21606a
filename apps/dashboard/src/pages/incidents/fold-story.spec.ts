import { describe, expect, it } from '@jest/globals';
import type { StoryEvent } from '../../api/types.js';
import { foldStory } from './fold-story.js';

const story = (...entries: readonly (readonly [string, string])[]): StoryEvent[] =>
  entries.map(([name, sentence], index) => ({
    id: String(index),
    sequence: index,
    name,
    sentence,
    occurredAt: `2026-01-01T10:00:0${String(index)}Z`,
    causationId: null,
    payload: {},
  }));

describe('foldStory', () => {
  it('folds what is said again while nothing else happens, also turn by turn', () => {
    const folded = foldStory(
      story(
        ['heal.started', 'began'],
        ['detection.raised', 'seen once'],
        ['heal.skipped', 'under way'],
        ['detection.raised', 'seen once'],
        ['heal.skipped', 'under way'],
        ['detection.raised', 'seen once'],
      ),
    );
    expect(folded.map(({ event, repeats, lastAt }) => [event.id, repeats, lastAt])).toEqual([
      ['0', 0, '2026-01-01T10:00:00Z'],
      ['1', 2, '2026-01-01T10:00:05Z'],
      ['2', 1, '2026-01-01T10:00:04Z'],
    ]);
  });

  it('tells it again after something new, and never folds what is an act', () => {
    const folded = foldStory(
      story(
        ['detection.raised', 'seen once'],
        ['heal.started', 'began'],
        ['heal.started', 'began'],
        ['detection.raised', 'seen once'],
      ),
    );
    expect(folded.map(({ repeats }) => repeats)).toEqual([0, 0, 0, 0]);
  });
});
