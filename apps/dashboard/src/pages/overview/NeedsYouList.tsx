import type { NeedsYou } from '../../api/types.js';
import { NeedsYouItem } from './NeedsYouItem.js';

/** What waits for a person, first of all. Empty most of the time, and then not there. */
export function NeedsYouList({ needs }: { readonly needs: readonly NeedsYou[] }) {
  if (needs.length === 0) return null;
  return (
    <section className="needs" aria-labelledby="needs-you">
      <h2 id="needs-you">
        Needs you <span className="count">{needs.length}</span>
      </h2>
      <ul>
        {needs.map((need) => (
          <NeedsYouItem
            key={`${need.kind} ${need.healId ?? need.loopKey ?? need.incidentId ?? need.title}`}
            need={need}
          />
        ))}
      </ul>
    </section>
  );
}
