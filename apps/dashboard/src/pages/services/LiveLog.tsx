import { useEffect, useRef, useState } from 'react';
import type { LogTail, Page, Pattern, Status } from '../../api/types.js';
import { queries } from '../../data/queries.js';
import { useQuery } from '../../data/use-query.js';
import { Answer } from '../../ui/Answer.js';
import { Empty } from '../../ui/Empty.js';
import { Panel } from '../../ui/Panel.js';
import { LogLines } from './LogLines.js';
import { sourcesOf } from './sources-of.js';

const EVERY_MS = 2_000;

/** The end of a log that this service is watched by, with what the patterns see in it. */
export function LiveLog({ service }: { readonly service: string }) {
  const patterns = useQuery<Page<Pattern>>('/api/patterns');
  const status = useQuery<Status>('/api/status');
  const sources = sourcesOf(
    service,
    patterns.data?.items ?? [],
    status.data?.watchdog.sources.map(({ id }) => id) ?? [],
  );
  const [chosen, choose] = useState<string>();
  const [follow, setFollow] = useState(true);
  const source = chosen ?? sources[0];
  const path =
    source === undefined ? null : `/api/logs?source=${encodeURIComponent(source)}&lines=200`;
  const entry = useQuery<LogTail>(path);
  useEffect(() => {
    if (!follow || path === null) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) void queries.refresh(path);
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [follow, path]);

  return (
    <Panel
      title="Log"
      aside={
        <>
          {sources.length > 1 && <SourceChoice sources={sources} source={source} choose={choose} />}
          <label className="check">
            <input
              type="checkbox"
              checked={follow}
              onChange={(event) => {
                setFollow(event.target.checked);
              }}
            />
            Follow
          </label>
        </>
      }
    >
      {path === null ? (
        <Empty icon="file">No source is watched for this service.</Empty>
      ) : (
        <Answer of={entry} rows={6}>
          {({ lines, path: file }) => <Tail lines={lines} file={file} follow={follow} />}
        </Answer>
      )}
    </Panel>
  );
}

interface TailProps {
  readonly lines: LogTail['lines'];
  readonly file: string;
  readonly follow: boolean;
}

function Tail({ lines, file, follow }: TailProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (follow) box.current?.scrollTo(0, box.current.scrollHeight);
  }, [lines, follow]);
  return (
    <>
      <div ref={box} className="log" tabIndex={0} role="region" aria-label={`End of ${file}`}>
        <LogLines lines={lines} />
      </div>
      <p className="log-path muted mono">{file}</p>
    </>
  );
}

interface SourceChoiceProps {
  readonly sources: readonly string[];
  readonly source: string | undefined;
  readonly choose: (source: string) => void;
}

function SourceChoice({ sources, source, choose }: SourceChoiceProps) {
  return (
    <label className="filter">
      <span className="sr-only">Source</span>
      <select
        value={source}
        onChange={(event) => {
          choose(event.target.value);
        }}
      >
        {sources.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </label>
  );
}
