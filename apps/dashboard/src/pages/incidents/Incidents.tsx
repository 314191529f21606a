import type { IncidentSummary } from '../../api/types.js';
import { usePage } from '../../data/use-page.js';
import { Answer } from '../../ui/Answer.js';
import { Empty } from '../../ui/Empty.js';
import { Filter } from '../../ui/Filter.js';
import { PageHead } from '../../ui/PageHead.js';
import { Pager } from '../../ui/Pager.js';
import { ServiceFilter } from '../../ui/ServiceFilter.js';
import { IncidentRows } from './IncidentRows.js';

const STATUSES = [
  { value: 'open', label: 'Open' },
  { value: 'resolved', label: 'Resolved' },
];

export function Incidents() {
  const { entry, ...pager } = usePage<IncidentSummary>('/api/incidents', [
    'status',
    'service',
    'pattern',
  ]);
  return (
    <>
      <PageHead
        title="Incidents"
        lead="From the first detection of a trouble to its proof of health."
        actions={
          <>
            <ServiceFilter />
            <Filter name="status" label="Status" options={STATUSES} />
          </>
        }
      />
      <section className="panel list" aria-label="Incidents">
        <Answer of={entry} rows={10}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>No incident like this.</Empty>
            ) : (
              <IncidentRows incidents={items} />
            )
          }
        </Answer>
      </section>
      <Pager {...pager} />
    </>
  );
}
