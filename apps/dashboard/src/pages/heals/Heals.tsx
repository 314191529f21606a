import type { HealSummary } from '../../api/types.js';
import { usePage } from '../../data/use-page.js';
import { healStatuses, healWord } from '../../text/words.js';
import { Answer } from '../../ui/Answer.js';
import { Empty } from '../../ui/Empty.js';
import { Filter } from '../../ui/Filter.js';
import { PageHead } from '../../ui/PageHead.js';
import { Pager } from '../../ui/Pager.js';
import { ServiceFilter } from '../../ui/ServiceFilter.js';
import { HealRows } from './HealRows.js';

const STATUSES = healStatuses.map((value) => ({ value, label: healWord(value).label }));

export function Heals() {
  const { entry, ...pager } = usePage<HealSummary>('/api/heals', ['status', 'service']);
  return (
    <>
      <PageHead
        title="Heals"
        lead="Everything that was done, or waits to be done, to make something well again."
        actions={
          <>
            <ServiceFilter />
            <Filter name="status" label="Status" options={STATUSES} />
          </>
        }
      />
      <section className="panel list" aria-label="Heals">
        <Answer of={entry} rows={10}>
          {({ items }) =>
            items.length === 0 ? <Empty>No heal like this.</Empty> : <HealRows heals={items} />
          }
        </Answer>
      </section>
      <Pager {...pager} />
    </>
  );
}
