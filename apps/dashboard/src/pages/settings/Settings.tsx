import { useState } from 'react';
import type { EffectiveConfig, Status } from '../../api/types.js';
import { useQuery } from '../../data/use-query.js';
import { Answer } from '../../ui/Answer.js';
import { PageHead } from '../../ui/PageHead.js';
import { Panel } from '../../ui/Panel.js';
import { Features } from './Features.js';
import { PatternFile } from './PatternFile.js';
import { SettingRows } from './SettingRows.js';

export function Settings() {
  const config = useQuery<EffectiveConfig>('/api/config');
  const status = useQuery<Status>('/api/status');
  const [search, setSearch] = useState('');
  return (
    <>
      <PageHead
        title="Settings"
        lead="What is in force, and where each value comes from. Secrets are masked."
      />
      <Answer of={config} rows={10}>
        {({ settings, patternFile }) => (
          <>
            <div className="halves">
              <PatternFile file={patternFile} />
              <Features features={status.data?.watchdog.features ?? []} />
            </div>
            <Panel
              title="Variables"
              aside={
                <label className="filter">
                  <span className="sr-only">Search variables</span>
                  <input
                    type="search"
                    placeholder="Search"
                    value={search}
                    onChange={(event) => {
                      setSearch(event.target.value);
                    }}
                  />
                </label>
              }
            >
              <SettingRows settings={settings} search={search} />
            </Panel>
          </>
        )}
      </Answer>
    </>
  );
}
