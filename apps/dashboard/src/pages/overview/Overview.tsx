import { useEffect } from 'react';
import type { HealSummary, Page, Service, Status } from '../../api/types.js';
import type { Entry } from '../../data/query-cache.js';
import { useQuery } from '../../data/use-query.js';
import { Link } from '../../router/Link.js';
import { Answer } from '../../ui/Answer.js';
import { Empty } from '../../ui/Empty.js';
import { Panel } from '../../ui/Panel.js';
import { HealRows } from '../heals/HealRows.js';
import { ServiceTable } from '../services/ServiceTable.js';
import { Counts } from './Counts.js';
import { NeedsYouList } from './NeedsYouList.js';
import { Verdict } from './Verdict.js';

/** The first screen: is anything broken, is it being healed, must a person act, is the watchdog alive? */
export function Overview({ status }: { readonly status: Entry<Status> }) {
  const services = useQuery<Page<Service>>('/api/services');
  const heals = useQuery<Page<HealSummary>>('/api/heals?limit=10');
  useEffect(() => {
    document.title = `${status.data?.verdict.sentence ?? 'Overview'} · Zion Auto-Heal`;
  }, [status.data]);
  return (
    <>
      <Answer of={status} rows={2}>
        {(data) => (
          <>
            <Verdict status={data} />
            <NeedsYouList needs={data.needsYou} />
            <Counts counts={data.counts} />
          </>
        )}
      </Answer>
      <Panel title="Services">
        <Answer of={services}>
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
      </Panel>
      <Panel title="Latest heals" aside={<Link to="/heals">All heals</Link>}>
        <Answer of={heals} rows={5}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>Nothing had to be healed yet.</Empty>
            ) : (
              <HealRows heals={items} />
            )
          }
        </Answer>
      </Panel>
    </>
  );
}
