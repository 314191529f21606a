import type { Repair } from '../../api/repair-types.js';
import { useQuery } from '../../data/use-query.js';
import { Link } from '../../router/Link.js';
import { repairWord } from '../../text/words.js';
import { Answer } from '../../ui/Answer.js';
import { Badge } from '../../ui/Badge.js';
import { Panel } from '../../ui/Panel.js';
import { ApplyFix } from '../repairs/ApplyFix.js';
import { FixTimes } from '../repairs/FixTimes.js';

/** What became of the patch that a heal made. */
export function HealFix({ repairId }: { readonly repairId: string }) {
  const path = encodeURIComponent(repairId);
  const entry = useQuery<Repair>(`/api/codex/jobs/${path}`);
  return (
    <Panel title="Code fix" className="heal-fix">
      <Answer of={entry} rows={2}>
        {(repair) => (
          <>
            <p className="heal-fix-head">
              <Badge word={repairWord(repair)} />
              <Link to={`/repairs/${path}`}>{repair.filePath ?? 'Its patch'}</Link>
            </p>
            {repair.fix && <FixTimes fix={repair.fix} />}
            <div className="actions">
              <ApplyFix repair={repair} />
            </div>
          </>
        )}
      </Answer>
    </Panel>
  );
}
