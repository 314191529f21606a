import type { AnyDomainEvent, EventName, HealReference } from '@app/contracts';
import { type Span, spanId } from './span.js';

type HealEventName = Extract<EventName, `heal.${string}`>;

interface Moment {
  readonly name: EventName;
  readonly atMs: number;
}

/** Each heal from its request to its proof, with the act and the proof within it. */
export function healSpans(root: Span, story: readonly AnyDomainEvent[]): readonly Span[] {
  const heals = new Map<string, { reference: HealReference; moments: Moment[] }>();
  for (const { name, payload, occurredAt } of story) {
    if (!('healId' in payload)) continue;
    const heal = heals.get(payload.healId) ?? { reference: payload, moments: [] };
    heal.moments.push({ name, atMs: Date.parse(occurredAt) });
    heals.set(payload.healId, heal);
  }
  return [...heals.values()].flatMap(({ reference, moments }) => spansOf(root, reference, moments));
}

function spansOf(root: Span, reference: HealReference, moments: readonly Moment[]): Span[] {
  const at = (...names: readonly HealEventName[]) =>
    moments.find(({ name }) => names.some((one) => one === name))?.atMs;
  const first = moments[0]?.atMs ?? root.startMs;
  const ended = at('heal.verified', 'heal.ineffective', 'heal.failed');
  const acted = at('heal.succeeded', 'heal.failed');
  const id = spanId(root.id, reference.healId);
  const attributes = attributesOf(reference);
  const part = (name: string, startMs: number, endMs: number, failed: boolean): Span => ({
    id: spanId(id, name),
    parentId: id,
    name,
    startMs,
    endMs,
    failed,
    attributes,
    events: [],
  });
  const started = at('heal.started');
  const heal: Span = {
    ...part('heal', first, ended ?? root.endMs, at('heal.verified') === undefined),
    id,
    parentId: root.id,
  };
  const parts: Span[] = [heal];
  if (started !== undefined)
    parts.push(part('act', started, acted ?? heal.endMs, at('heal.failed') !== undefined));
  if (at('heal.succeeded') !== undefined)
    parts.push(part('verify', acted ?? first, heal.endMs, at('heal.ineffective') !== undefined));
  return parts;
}

function attributesOf({ healId, action, target, attempt }: HealReference): Span['attributes'] {
  return {
    'autoheal.heal': healId,
    'autoheal.action': action.type,
    'autoheal.target': target,
    'autoheal.attempt': attempt,
  };
}
