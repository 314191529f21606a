import type { FleetCommand, FleetHost } from '../../api/fleet-types.js';
import type { Page } from '../../api/types.js';
import { usePolled } from '../../data/use-polled.js';
import { Answer } from '../../ui/Answer.js';
import { Empty } from '../../ui/Empty.js';
import { PageHead } from '../../ui/PageHead.js';
import { Panel } from '../../ui/Panel.js';
import { CommandForm } from './CommandForm.js';
import { CommandList } from './CommandList.js';
import { HostTable } from './HostTable.js';

/** Hosts report every five seconds, and nothing tells the page when. */
const EVERY_MS = 3_000;

export function Fleet() {
  const hosts = usePolled<Page<FleetHost>>('/api/fleet/hosts', EVERY_MS);
  const commands = usePolled<Page<FleetCommand>>('/api/fleet/commands', EVERY_MS);
  return (
    <>
      <PageHead
        title="Fleet"
        lead="Every host as it last told of itself, and what hosts were asked to do."
      />
      <Panel title="Hosts" className="list">
        <Answer of={hosts} rows={4}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon="services">No host has reported yet.</Empty>
            ) : (
              <HostTable hosts={items} />
            )
          }
        </Answer>
      </Panel>
      <Panel title="Commands">
        <CommandForm hosts={hosts.data?.items ?? []} />
        <Answer of={commands} rows={2}>
          {({ items }) => <CommandList commands={items} />}
        </Answer>
      </Panel>
    </>
  );
}
