import type { Page, Pattern } from '../../api/types.js';
import { useQuery } from '../../data/use-query.js';
import { Answer } from '../../ui/Answer.js';
import { Empty } from '../../ui/Empty.js';
import { PageHead } from '../../ui/PageHead.js';
import { Panel } from '../../ui/Panel.js';
import { PatternTable } from './PatternTable.js';
import { TryPattern } from './TryPattern.js';

export function Patterns() {
  const entry = useQuery<Page<Pattern>>('/api/patterns');
  return (
    <>
      <PageHead
        title="Patterns"
        lead="What is looked for, what is done about it, and whether that helps."
      />
      <section className="panel list" aria-label="Patterns">
        <Answer of={entry} rows={6}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon="search">
                No pattern is in force: the pattern file is empty or missing.
              </Empty>
            ) : (
              <PatternTable patterns={items} />
            )
          }
        </Answer>
      </section>
      <Panel title="Try a pattern" className="spaced">
        <TryPattern />
      </Panel>
    </>
  );
}
