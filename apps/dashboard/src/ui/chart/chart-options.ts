import type uPlot from 'uplot';
import type { HealSummary } from '../../api/types.js';
import { measure } from '../../text/format.js';
import { cssColor } from './css-color.js';
import { healMarkers } from './heal-markers.js';

export interface ChartLook {
  readonly unit: string;
  readonly heals: readonly HealSummary[];
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  readonly onCursor: (index: number | undefined) => void;
}

const POWERS_OF_TWO = Array.from({ length: 50 }, (_, power) => 2 ** power);

/** One calm line over a hairline grid. */
export function chartOptions(look: ChartLook): uPlot.Options {
  const { unit, heals, width, height, from, to, onCursor } = look;
  const line = cssColor('accent');
  const axis = {
    stroke: cssColor('text-muted'),
    grid: { stroke: cssColor('line'), width: 1 },
    ticks: { show: false },
    font: '11px Inter, system-ui, sans-serif',
  };
  return {
    width,
    height,
    legend: { show: false },
    padding: [8, 10, 0, 0],
    cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
    scales: { x: { min: from / 1_000, max: to / 1_000 }, y: { range: rangeOf(unit) } },
    axes: [
      { ...axis, size: 26, space: 70, values: '{HH}:{mm}' },
      {
        ...axis,
        size: 62,
        space: 34,
        ...(unit === 'bytes' ? { incrs: POWERS_OF_TWO } : {}),
        values: (_, ticks) => ticks.map((tick) => measure(tick, unit)),
      },
    ],
    series: [
      {},
      {
        stroke: line,
        width: 1.75,
        fill: `color-mix(in srgb, ${line} 12%, transparent)`,
        points: { show: false },
      },
    ],
    hooks: {
      setCursor: [
        (chart) => {
          onCursor(chart.cursor.idx ?? undefined);
        },
      ],
    },
    plugins: [healMarkers(heals)],
  };
}

/** Percentages are seen against the whole; everything else from zero to a little above its peak. */
function rangeOf(unit: string): uPlot.Scale.Range {
  return (_, __, max) => [0, unit === 'percent' ? Math.max(100, max) : Math.max(max * 1.12, 1)];
}
