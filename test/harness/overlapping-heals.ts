import type { DomainEvent } from '@app/contracts';

const ENDS: ReadonlySet<string> = new Set(['heal.failed', 'heal.verified', 'heal.ineffective']);

/** Heals that began while another was under way, over all hosts. */
export function overlappingHeals(events: readonly DomainEvent[]): string[] {
  const all = events
    .filter(({ name }) => name === 'heal.started' || ENDS.has(name))
    .sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
  const underWay = new Set<string>();
  const found: string[] = [];
  for (const { name, payload, occurredAt } of all) {
    const { healId } = payload as { readonly healId: string };
    if (ENDS.has(name)) underWay.delete(healId);
    else if (underWay.size > 0) found.push(`${occurredAt} ${healId}`);
    if (name === 'heal.started') underWay.add(healId);
  }
  return found;
}
