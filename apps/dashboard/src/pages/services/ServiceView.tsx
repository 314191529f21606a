import type { HealSummary, IncidentSummary, Page, Service } from '../../api/types.js';
import { useQuery } from '../../data/use-query.js';
import { Link } from '../../router/Link.js';
import { automationWords, healthWords } from '../../text/words.js';
import { Answer } from '../../ui/Answer.js';
import { Badge } from '../../ui/Badge.js';
import { Empty } from '../../ui/Empty.js';
import { PageHead } from '../../ui/PageHead.js';
import { Panel } from '../../ui/Panel.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { HealRows } from '../heals/HealRows.js';
import { IncidentRows } from '../incidents/IncidentRows.js';
import { LiveLog } from './LiveLog.js';
import { LoopList } from './LoopList.js';
import { PauseResume } from './PauseResume.js';
import { ServiceCharts } from './ServiceCharts.js';
import { StreakDots } from './StreakDots.js';

/** One service: how it is, what was done about it, and what it says. */
export function ServiceView({ name }: { readonly name: string }) {
  const services = useQuery<Page<Service>>('/api/services');
  const filter = `service=${encodeURIComponent(name)}`;
  const heals = useQuery<Page<HealSummary>>(`/api/heals?${filter}&limit=50`);
  const incidents = useQuery<Page<IncidentSummary>>(`/api/incidents?${filter}&limit=5`);
  return (
    <>
      <Answer of={services} rows={2}>
        {({ items }) => <Head name={name} service={items.find((one) => one.name === name)} />}
      </Answer>
      <LoopList service={name} />
      <ServiceCharts service={name} heals={heals.data?.items ?? []} />
      <LiveLog service={name} />
      <Panel
        title="Incidents"
        aside={<Link to={`/incidents?${filter}`}>All incidents of {name}</Link>}
      >
        <Answer of={incidents}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>No incident yet.</Empty>
            ) : (
              <IncidentRows incidents={items} />
            )
          }
        </Answer>
      </Panel>
      <Panel title="Latest heals" aside={<Link to={`/heals?${filter}`}>All heals of {name}</Link>}>
        <Answer of={heals}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>No heal yet.</Empty>
            ) : (
              <HealRows heals={items.slice(0, 5)} oneService />
            )
          }
        </Answer>
      </Panel>
    </>
  );
}

interface HeadProps {
  readonly name: string;
  readonly service: Service | undefined;
}

function Head({ name, service }: HeadProps) {
  const above = <Link to="/services">Services</Link>;
  if (!service)
    return <PageHead title={name} above={above} lead="No pattern targets this service." />;
  const { health, automation, pausedUntil, streaks } = service;
  return (
    <PageHead
      title={name}
      above={above}
      actions={<PauseResume service={service} />}
      lead={
        <>
          <Badge word={healthWords[health]} label={`Health: ${healthWords[health].label}`} />
          <Badge
            word={automationWords[automation]}
            label={`Automation: ${automationWords[automation].label}`}
          />
          {pausedUntil !== undefined && (
            <span className="muted">
              Healing goes on <TimeAgo at={pausedUntil} />
            </span>
          )}
          {streaks.map((streak) => (
            <span key={streak.patternId} className="muted">
              <StreakDots streak={streak} />
              <code>{streak.patternId}</code>
            </span>
          ))}
        </>
      }
    />
  );
}
