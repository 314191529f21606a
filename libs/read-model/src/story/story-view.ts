import { z } from 'zod';
import { list, shape, time } from '../shape.js';

export const storyEventShape = shape(
  'StoryEvent',
  z.object({
    id: z.string(),
    sequence: z.int().describe('Its place in the order of all events; grows, with gaps'),
    name: z.string().describe('For instance `heal.started`'),
    occurredAt: time,
    causationId: z.string().nullable().describe('The event that led to this one'),
    sentence: z.string().describe('The event in plain English'),
    payload: z.record(z.string(), z.unknown()),
  }),
);
export type StoryEvent = z.output<typeof storyEventShape>;

/** What the stream of events carries: of which incident and host, besides. */
export const streamedEventShape = shape(
  'StreamedEvent',
  storyEventShape.extend({
    incidentId: z.string(),
    host: z.string().describe("Where it happened; in the stream of a fleet the host's name there"),
  }),
);
export type StreamedEvent = z.output<typeof streamedEventShape>;

export const storyShape = list(storyEventShape);
