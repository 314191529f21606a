import type uPlot from 'uplot';
import type { HealSummary } from '../../api/types.js';
import { healWord } from '../../text/words.js';
import { cssColor } from './css-color.js';

const FLAG = 5;

/** A dashed line with a flag where a heal was, in the colour of how it ended. */
export function healMarkers(heals: readonly HealSummary[]): uPlot.Plugin {
  return {
    hooks: {
      draw: (chart) => {
        for (const heal of heals) draw(chart, heal);
      },
    },
  };
}

function draw(chart: uPlot, heal: HealSummary): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const x = Math.round(
    chart.valToPos(Date.parse(heal.startedAt ?? heal.requestedAt) / 1_000, 'x', true),
  );
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = cssColor(healWord(heal.status).tone);
  ctx.lineWidth = ratio;
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x - FLAG * ratio, bbox.top - 2 * ratio);
  ctx.lineTo(x + FLAG * ratio, bbox.top - 2 * ratio);
  ctx.lineTo(x, bbox.top + FLAG * ratio);
  ctx.fill();
  ctx.restore();
}
