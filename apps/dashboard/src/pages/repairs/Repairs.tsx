import type { Repair } from '../../api/repair-types.js';
import { useQuery } from '../../data/use-query.js';
import { Answer } from '../../ui/Answer.js';
import { Empty } from '../../ui/Empty.js';
import { PageHead } from '../../ui/PageHead.js';
import { RepairRows } from './RepairRows.js';

/** The newest repairs; the API keeps the list short. */
export function Repairs() {
  const entry = useQuery<{ readonly jobs: readonly Repair[] }>('/api/codex/jobs');
  return (
    <>
      <PageHead
        title="Code fixes"
        lead="Patches that passed their tests, and those that did not: what was changed, and whether it holds."
      />
      <section className="panel list" aria-label="Code fixes">
        <Answer of={entry} rows={8}>
          {({ jobs }) =>
            jobs.length === 0 ? (
              <Empty icon="code">No code fix yet.</Empty>
            ) : (
              <RepairRows repairs={jobs} />
            )
          }
        </Answer>
      </section>
    </>
  );
}
