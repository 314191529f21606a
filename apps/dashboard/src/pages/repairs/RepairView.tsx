import type { Repair } from '../../api/repair-types.js';
import { useQuery } from '../../data/use-query.js';
import { Link } from '../../router/Link.js';
import { describeRequester } from '../../text/actions.js';
import { duration } from '../../text/format.js';
import { repairWord } from '../../text/words.js';
import { Answer } from '../../ui/Answer.js';
import { Badge } from '../../ui/Badge.js';
import { Diff, DiffSize } from '../../ui/diff/Diff.js';
import { Empty } from '../../ui/Empty.js';
import { Facts } from '../../ui/Facts.js';
import { PageHead } from '../../ui/PageHead.js';
import { Panel } from '../../ui/Panel.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { ApplyFix } from './ApplyFix.js';
import { FixTimes } from './FixTimes.js';

/** One repair: its patch, and what became of that. */
export function RepairView({ id }: { readonly id: string }) {
  const entry = useQuery<Repair>(`/api/codex/jobs/${encodeURIComponent(id)}`);
  return (
    <Answer of={entry} rows={8}>
      {(repair) => (
        <>
          <Head repair={repair} />
          <div className="with-aside">
            <div>
              <Panel
                title="Changes"
                aside={hasDiff(repair) ? <DiffSize diff={repair.diff} /> : undefined}
              >
                {hasDiff(repair) ? (
                  <Diff diff={repair.diff} />
                ) : (
                  <Empty icon="code">
                    {repair.status === 'done' ? 'No patch came of it.' : 'There is no patch yet.'}
                  </Empty>
                )}
              </Panel>
            </div>
            <RepairFacts repair={repair} />
          </div>
        </>
      )}
    </Answer>
  );
}

function hasDiff(repair: Repair): repair is Repair & { readonly diff: string } {
  return repair.diff !== null && repair.diff !== '';
}

function Head({ repair }: { readonly repair: Repair }) {
  return (
    <PageHead
      title={`Code fix of ${repair.filePath ?? repair.route ?? 'a file'}`}
      above={<Link to="/repairs">Code fixes</Link>}
      lead={
        <>
          <Badge word={repairWord(repair)} />
          {repair.message !== null && <span className="muted">{repair.message}</span>}
        </>
      }
      actions={<ApplyFix repair={repair} />}
    />
  );
}

function RepairFacts({ repair }: { readonly repair: Repair }) {
  const { id, fix, route, requestedBy, createdAt, durationMs } = repair;
  return (
    <Panel title="About this fix">
      {fix && <FixTimes fix={fix} />}
      <Facts
        facts={[
          ['Requested', <TimeAgo key="at" at={createdAt} />],
          ['By', describeRequester(requestedBy)],
          ['Route', route ?? undefined],
          ['Took', durationMs === null ? undefined : duration(durationMs)],
          ['Repair', <code key="id">{id}</code>],
        ]}
      />
    </Panel>
  );
}
