import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { MeasurementRecorder } from '../measurements/measurement-recorder.js';
import type { Measurement } from '../measurements/measurement-store.js';
import { MonitorLogs } from '../monitor-logs.js';
import { ProbeBoard } from './probe-board.js';
import { probeLine } from './probe-line.js';
import type { ProbeResult } from './probe-result.js';
import { ProbeToolbox } from './probe-toolbox.js';
import type { ProbeSpec } from './probe.schema.js';
import { runProbe } from './run-probe.js';
import { Slots } from '@app/concurrency';

const MOST_AT_ONCE = 16;

/**
 * Runs a probe once and writes down what came of it: on the board, in the history, and as a line of the
 * perf log.
 */
@Injectable()
export class ProbeRunner {
  private readonly logger = new Logger(ProbeRunner.name);
  private readonly slots = new Slots(MOST_AT_ONCE);

  constructor(
    private readonly board: ProbeBoard,
    private readonly logs: MonitorLogs,
    private readonly recorder: MeasurementRecorder,
    private readonly tools: ProbeToolbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns undefined when it was stopped before it knew; then nothing is written down */
  async run(spec: ProbeSpec, stop: AbortSignal): Promise<ProbeResult | undefined> {
    const outcome = await this.slots.run(() => runProbe(spec, stop, this.tools));
    if (outcome === undefined) return undefined;
    const result = { probeId: spec.id, at: this.clock.now(), outcome };
    this.board.set(result);
    await this.logs.perf.append(probeLine(result));
    if (outcome.status === 'unknown') this.sayUnasked(result);
    else await this.recorder.record([measurementOf(result)]);
    return result;
  }

  private sayUnasked({ probeId, outcome }: ProbeResult): void {
    if (outcome.status !== 'unknown') return;
    this.logger.warn({
      msg: 'A probe was not asked, so nothing is known of it, and no heal can be proven by it',
      probe: probeId,
      why: outcome.detail,
    });
  }
}

function measurementOf({ probeId, at, outcome }: ProbeResult): Measurement {
  return {
    name: `probe:${probeId}`,
    at,
    value: outcome.latencyMs ?? null,
    ok: outcome.status === 'ok',
    message: outcome.status === 'ok' ? '' : `${outcome.reason}: ${outcome.detail}`,
  };
}
