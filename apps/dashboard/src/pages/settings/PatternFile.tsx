import type { EffectiveConfig } from '../../api/types.js';
import { useAction } from '../../data/use-action.js';
import { Button } from '../../ui/Button.js';
import { Facts } from '../../ui/Facts.js';
import { Icon } from '../../ui/Icon.js';
import { Panel } from '../../ui/Panel.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { ValidateFile } from './ValidateFile.js';

/** Which pattern file is in force, what is wrong with it, and a place to check a new one. */
export function PatternFile({ file }: { readonly file: EffectiveConfig['patternFile'] }) {
  const { busy, run } = useAction();
  const { path, loadedAt, problems } = file;
  return (
    <Panel
      title="Pattern file"
      aside={
        <Button
          small
          icon="healing"
          disabled={busy}
          onClick={() => void run('/api/config/reload', { done: 'The watchdog reads it again.' })}
        >
          Reload
        </Button>
      }
    >
      <Facts
        facts={[
          ['File', <code key="path">{path}</code>],
          ['Loaded', loadedAt === undefined ? undefined : <TimeAgo key="at" at={loadedAt} />],
        ]}
      />
      {problems.length > 0 && (
        <ul className="problems">
          {problems.map((problem) => (
            <li key={problem} className="tone-bad">
              <Icon name="cross" /> {problem}
            </li>
          ))}
        </ul>
      )}
      <ValidateFile />
    </Panel>
  );
}
