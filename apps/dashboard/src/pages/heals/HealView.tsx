import type { Heal } from '../../api/types.js';
import { useQuery } from '../../data/use-query.js';
import { Link } from '../../router/Link.js';
import { describeAction, describeRequester } from '../../text/actions.js';
import { duration } from '../../text/format.js';
import { healWord } from '../../text/words.js';
import { Answer } from '../../ui/Answer.js';
import { Badge } from '../../ui/Badge.js';
import { Diff, DiffSize } from '../../ui/diff/Diff.js';
import { Facts } from '../../ui/Facts.js';
import { Output } from '../../ui/Output.js';
import { PageHead } from '../../ui/PageHead.js';
import { Panel } from '../../ui/Panel.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { HealButtons } from './HealButtons.js';
import { HealFix } from './HealFix.js';
import { HealSteps } from './HealSteps.js';

/** One heal, told like the checks of a pull request. */
export function HealView({ id }: { readonly id: string }) {
  const entry = useQuery<Heal>(`/api/heals/${encodeURIComponent(id)}`);
  return (
    <Answer of={entry} rows={8}>
      {(heal) => (
        <>
          <Head heal={heal} />
          <div className="with-aside">
            <div>
              <Panel title="Steps">
                <HealSteps steps={heal.steps} />
              </Panel>
              {heal.diff !== undefined && heal.diff !== '' && (
                <Panel title="Changes" aside={<DiffSize diff={heal.diff} />}>
                  <Diff diff={heal.diff} />
                </Panel>
              )}
              {heal.output !== '' && (
                <Panel title="Output">
                  <Output text={heal.output} label="Output of the action" />
                </Panel>
              )}
            </div>
            <div>
              {heal.repairJobId !== undefined && <HealFix repairId={heal.repairJobId} />}
              <HealFacts heal={heal} />
            </div>
          </div>
        </>
      )}
    </Answer>
  );
}

function Head({ heal }: { readonly heal: Heal }) {
  return (
    <PageHead
      title={describeAction(heal.action)}
      above={<Link to="/heals">Heals</Link>}
      lead={
        <>
          <Badge word={healWord(heal.status)} />
          <span>
            Attempt {heal.attempt} of {heal.maxAttempts} for{' '}
            <Link to={`/services/${encodeURIComponent(heal.service)}`}>{heal.service}</Link>
          </span>
          {heal.outcome !== undefined && <span className="muted">{heal.outcome}</span>}
        </>
      }
      actions={<HealButtons heal={heal} />}
    />
  );
}

function HealFacts({ heal }: { readonly heal: Heal }) {
  return (
    <Panel title="About this heal">
      <Facts
        facts={[
          ['Requested', <TimeAgo key="at" at={heal.requestedAt} />],
          ['By', describeRequester(heal.requestedBy)],
          ['Why', heal.reason],
          ['Took', heal.durationMs === undefined ? undefined : duration(heal.durationMs)],
          [
            'Incident',
            <Link key="incident" to={`/incidents/${heal.incidentId}`}>
              Its story
            </Link>,
          ],
          ...Object.entries(heal.action).map(
            ([name, value]) =>
              [
                name === 'type' ? 'Action' : name,
                <code key={name}>{typeof value === 'string' ? value : JSON.stringify(value)}</code>,
              ] as const,
          ),
          ['Heal', <code key="id">{heal.id}</code>],
        ]}
      />
    </Panel>
  );
}
