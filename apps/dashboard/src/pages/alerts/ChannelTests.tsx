import { useState } from 'react';
import type { AlertSummary, AlertTestResult, Page } from '../../api/types.js';
import { useAction } from '../../data/use-action.js';
import { useQuery } from '../../data/use-query.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { Panel } from '../../ui/Panel.js';

type Result = AlertTestResult['results'][number];

/** A button for each channel that sends exactly what a real incident sends. */
export function ChannelTests() {
  const { data } = useQuery<Page<AlertSummary>>('/api/alerts?limit=50');
  const { busy, run } = useAction();
  const [results, setResults] = useState<readonly Result[]>([]);
  const known = (data?.items ?? []).flatMap(({ deliveries }) =>
    deliveries.map(({ channel }) => channel),
  );
  const channels = [...new Set([...known, ...results.map(({ channel }) => channel)])].sort();
  const test = async (channel?: string): Promise<void> => {
    const body = channel === undefined ? {} : { channel };
    const answer = await run<AlertTestResult>('/api/alerts/test', { body });
    if (answer) setResults((before) => merged(before, answer.results));
  };
  return (
    <Panel
      title="Channels"
      aside={
        <Button small icon="bell" disabled={busy} onClick={() => void test()}>
          Test all
        </Button>
      }
    >
      <ul className="channels">
        {channels.map((channel) => (
          <li key={channel}>
            <div>
              <b>{channel}</b>
              <TestResult result={results.find((result) => result.channel === channel)} />
            </div>
            <Button small disabled={busy} onClick={() => void test(channel)}>
              Test<span className="sr-only"> {channel}</span>
            </Button>
          </li>
        ))}
      </ul>
      <p className="panel-note muted">A test sends what a real incident sends, marked as a test.</p>
    </Panel>
  );
}

function TestResult({ result }: { readonly result: Result | undefined }) {
  if (!result) return null;
  return (
    <p className={result.ok ? 'state tone-ok' : 'state tone-bad'} role="status">
      <Icon name={result.ok ? 'check' : 'cross'} size={14} />
      <span>{result.detail === '' ? 'Delivered' : result.detail}</span>
    </p>
  );
}

function merged(before: readonly Result[], after: readonly Result[]): readonly Result[] {
  return [
    ...before.filter(({ channel }) => !after.some((one) => one.channel === channel)),
    ...after,
  ];
}
