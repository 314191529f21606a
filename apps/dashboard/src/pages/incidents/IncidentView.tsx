import type { Incident } from '../../api/types.js';
import { useQuery } from '../../data/use-query.js';
import { Link } from '../../router/Link.js';
import { capitalized, count, duration } from '../../text/format.js';
import { incidentWords, severityWords } from '../../text/words.js';
import { Answer } from '../../ui/Answer.js';
import { Badge } from '../../ui/Badge.js';
import { Empty } from '../../ui/Empty.js';
import { Facts } from '../../ui/Facts.js';
import { Output } from '../../ui/Output.js';
import { PageHead } from '../../ui/PageHead.js';
import { Panel } from '../../ui/Panel.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { AlertList } from '../alerts/AlertList.js';
import { HealRows } from '../heals/HealRows.js';
import { Story } from './Story.js';

/** One incident as one story. */
export function IncidentView({ id }: { readonly id: string }) {
  const entry = useQuery<Incident>(`/api/incidents/${encodeURIComponent(id)}`);
  return (
    <Answer of={entry} rows={8}>
      {(incident) => (
        <>
          <Head incident={incident} />
          <div className="with-aside">
            <div>
              {incident.evidence.length > 0 && (
                <Panel title="Evidence">
                  <Output text={incident.evidence.join('\n')} label="Evidence" />
                </Panel>
              )}
              <Panel title="Story">
                <Story events={incident.story} />
              </Panel>
              <Panel title="Heals">
                {incident.heals.length === 0 ? (
                  <Empty icon="dashed">Nothing was done about it.</Empty>
                ) : (
                  <HealRows heals={incident.heals} oneService />
                )}
              </Panel>
              {incident.alerts.length > 0 && (
                <Panel title="Alerts">
                  <AlertList alerts={incident.alerts} />
                </Panel>
              )}
            </div>
            <IncidentFacts incident={incident} />
          </div>
        </>
      )}
    </Answer>
  );
}

function Head({ incident }: { readonly incident: Incident }) {
  const { title, status, severity, service } = incident;
  return (
    <PageHead
      title={capitalized(title)}
      above={<Link to="/incidents">Incidents</Link>}
      lead={
        <>
          <Badge word={incidentWords[status]} />
          <Badge word={severityWords[severity]} />
          <span>
            on <Link to={`/services/${encodeURIComponent(service)}`}>{service}</Link>, first seen{' '}
            <TimeAgo at={incident.openedAt} />
          </span>
        </>
      }
    />
  );
}

const RESOLVED_BY: Readonly<Record<string, string>> = {
  verified: 'a heal that was proven',
  quiet: 'itself: it stayed quiet',
  person: 'a person',
};

function IncidentFacts({ incident }: { readonly incident: Incident }) {
  const { resolvedBy, downtimeMs, plan } = incident;
  return (
    <Panel title="About this incident">
      <Facts
        facts={[
          ['Last seen', <TimeAgo key="seen" at={incident.lastSeenAt} />],
          ['Detections', count(incident.detections, 'detection')],
          [
            'Suppressed',
            incident.suppressed === 0 ? undefined : count(incident.suppressed, 'line'),
          ],
          ['Heals', count(incident.heals.length, 'heal')],
          ['Down for', downtimeMs === undefined ? undefined : duration(downtimeMs)],
          [
            'Ended by',
            resolvedBy === undefined ? undefined : (RESOLVED_BY[resolvedBy] ?? resolvedBy),
          ],
          ['Mode', typeof plan?.['mode'] === 'string' ? plan['mode'] : undefined],
          ['Runbook', <Runbook key="runbook" url={plan?.['runbook']} />],
          ['Key', <code key="key">{incident.key}</code>],
        ]}
      />
    </Panel>
  );
}

/** Only a web address becomes a link: the pattern file is the operator's, but a typo should not run. */
function Runbook({ url }: { readonly url: unknown }) {
  if (typeof url !== 'string') return <span className="muted">none</span>;
  if (!/^https?:\/\//.test(url)) return url;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      Open the runbook
    </a>
  );
}
