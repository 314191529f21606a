import type { Page, Service } from '../../api/types.js';
import { useQuery } from '../../data/use-query.js';
import { Answer } from '../../ui/Answer.js';
import { Empty } from '../../ui/Empty.js';
import { PageHead } from '../../ui/PageHead.js';
import { ServiceTable } from './ServiceTable.js';

export function Services() {
  const entry = useQuery<Page<Service>>('/api/services');
  return (
    <>
      <PageHead
        title="Services"
        lead="How each service is, and what automation does about it: two separate things."
      />
      <section className="panel list" aria-label="Services">
        <Answer of={entry} rows={6}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon="services">
                No service yet: a pattern&rsquo;s <code>target</code> names one.
              </Empty>
            ) : (
              <ServiceTable services={items} />
            )
          }
        </Answer>
      </section>
    </>
  );
}
