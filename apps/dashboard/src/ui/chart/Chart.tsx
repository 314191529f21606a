import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { HealSummary, Series } from '../../api/types.js';
import { useSignal } from '../../data/signal.js';
import { theme } from '../../shell/theme.js';
import { clock, count, measure } from '../../text/format.js';
import { chartOptions } from './chart-options.js';
import { useWidth } from './use-width.js';

interface ChartProps {
  readonly label: string;
  readonly series: Series;
  /** Marked where they started. */
  readonly heals: readonly HealSummary[];
  readonly from: number;
  readonly to: number;
}

const HEIGHT = 140;

/** A series over time; what it shows is also said in words. */
export function Chart({ label, series, heals, from, to }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const [at, setAt] = useState<number>();
  const { unit, points } = series;
  const look = useSignal(theme);

  useEffect(() => {
    if (!place.current || width === 0) return undefined;
    const options = chartOptions({ unit, heals, width, height: HEIGHT, from, to, onCursor: setAt });
    const data = [points.map(([ms]) => ms / 1_000), points.map(([, value]) => value)];
    const chart = new uPlot(options, data as uPlot.AlignedData, place.current);
    return () => {
      chart.destroy();
    };
  }, [points, unit, heals, width, from, to, look]);

  const shown = at === undefined ? points.findLast(([, value]) => value !== null) : points[at];
  const values = points.flatMap(([, value]) => value ?? []);
  return (
    <figure className="chart">
      <figcaption>
        <span>{label}</span>
        <b>{measure(shown?.[1], unit)}</b>
        {at !== undefined && shown && <time>{clock(new Date(shown[0]).toISOString())}</time>}
      </figcaption>
      {values.length === 0 ? (
        <p className="chart-empty muted">Nothing measured in this time.</p>
      ) : (
        <div
          ref={place}
          role="img"
          aria-label={`${label}: from ${measure(Math.min(...values), unit)} to ${measure(Math.max(...values), unit)}, ${count(heals.length, 'heal')} in this time`}
        />
      )}
    </figure>
  );
}
