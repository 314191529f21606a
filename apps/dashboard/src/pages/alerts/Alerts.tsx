import type { AlertSummary } from '../../api/types.js';
import { usePage } from '../../data/use-page.js';
import { Answer } from '../../ui/Answer.js';
import { Empty } from '../../ui/Empty.js';
import { PageHead } from '../../ui/PageHead.js';
import { Pager } from '../../ui/Pager.js';
import { Panel } from '../../ui/Panel.js';
import { AlertList } from './AlertList.js';
import { ChannelTests } from './ChannelTests.js';
import { Silences } from './Silences.js';

export function Alerts() {
  const { entry, ...pager } = usePage<AlertSummary>('/api/alerts', []);
  return (
    <>
      <PageHead title="Alerts" lead="What people were told, and whether it reached them." />
      <div className="with-aside">
        <div>
          <Panel title="Deliveries">
            <Answer of={entry} rows={8}>
              {({ items }) =>
                items.length === 0 ? (
                  <Empty icon="bell">Nobody had to be told anything yet.</Empty>
                ) : (
                  <AlertList alerts={items} />
                )
              }
            </Answer>
          </Panel>
          <Pager {...pager} />
        </div>
        <div>
          <ChannelTests />
          <Silences />
        </div>
      </div>
    </>
  );
}
