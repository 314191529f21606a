import { useMemo, useState } from 'react';
import type { HealSummary, Page, Probe, Series } from '../../api/types.js';
import type { Entry } from '../../data/query-cache.js';
import { useQuery } from '../../data/use-query.js';
import { Chart } from '../../ui/chart/Chart.js';
import { useNow } from '../../ui/now.js';
import { Panel } from '../../ui/Panel.js';

const MINUTE_MS = 60_000;
const RANGES = [
  { minutes: 15, label: '15 min' },
  { minutes: 60, label: '1 h' },
  { minutes: 360, label: '6 h' },
  { minutes: 1_440, label: '24 h' },
] as const;

interface ServiceChartsProps {
  readonly service: string;
  readonly heals: readonly HealSummary[];
}

/** CPU, memory and latency, with a mark where something was healed. */
export function ServiceCharts({ service, heals }: ServiceChartsProps) {
  const [minutes, setMinutes] = useState<number>(RANGES[0].minutes);
  const probes = useQuery<Page<Probe>>('/api/probes');
  // The window moves in steps: each step is one question for each chart.
  const stepMs = (minutes * MINUTE_MS) / 90;
  const to = Math.ceil(useNow() / stepMs) * stepMs;
  const from = to - minutes * MINUTE_MS;
  const marked = useMemo(
    () => heals.filter((heal) => Date.parse(heal.requestedAt) >= from),
    [heals, from],
  );
  const window = { from, to, heals: marked };
  return (
    <Panel title="Measurements" aside={<Ranges chosen={minutes} choose={setMinutes} />}>
      <div className="charts">
        <SeriesChart label="CPU of the host" name="cpu" {...window} />
        <SeriesChart label="Memory of the host" name="memory" {...window} />
        <SeriesChart
          label={`Memory of ${service}`}
          name={`service-memory:${service}`}
          optional
          {...window}
        />
        {probesOf(service, probes.data?.items ?? []).map(({ id }) => (
          <SeriesChart key={id} label={`Latency, ${id}`} name={`probe:${id}`} {...window} />
        ))}
      </div>
    </Panel>
  );
}

/** A probe belongs to a service that its name begins with; where none does, all may matter. */
function probesOf(service: string, probes: readonly Probe[]): readonly Probe[] {
  const own = probes.filter(({ id }) => id.toLowerCase().startsWith(service.toLowerCase()));
  return own.length > 0 ? own : probes;
}

interface SeriesChartProps {
  readonly label: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly heals: readonly HealSummary[];
  /** Not there rather than empty when nothing is measured. */
  readonly optional?: boolean;
}

function SeriesChart({ label, name, from, to, heals, optional = false }: SeriesChartProps) {
  const query = new URLSearchParams({
    name,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    points: '180',
  });
  const data = useLatest(useQuery<Series>(`/api/series?${query.toString()}`));
  if (!data || (optional && data.points.every(([, value]) => value === null))) return null;
  return <Chart label={label} series={data} heals={heals} from={from} to={to} />;
}

/** The last answer stays while the next one is awaited: a chart must not blink at each step. */
function useLatest({ data }: Entry<Series>): Series | undefined {
  const [latest, setLatest] = useState(data);
  if (data && data !== latest) setLatest(data);
  return data ?? latest;
}

interface RangesProps {
  readonly chosen: number;
  readonly choose: (minutes: number) => void;
}

function Ranges({ chosen, choose }: RangesProps) {
  return (
    <div className="segments" role="group" aria-label="Time shown">
      {RANGES.map(({ minutes, label }) => (
        <button
          key={minutes}
          type="button"
          aria-pressed={minutes === chosen}
          onClick={() => {
            choose(minutes);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
