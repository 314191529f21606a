import { Get, Inject } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { CLOCK, type Clock } from '@app/clock';
import { probeTarget, type ProbeSpec } from '@app/detection';
import { probeListShape, type ProbeView, SERIES_READER, type SeriesReader } from '@app/read-model';
import { WatchedPatterns } from '../config/watched-patterns.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Answers } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';

const DAY_MS = 86_400_000;

@Resource('probes')
export class ProbesController {
  constructor(
    @Inject(SERIES_READER) private readonly series: SeriesReader,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly patterns: WatchedPatterns,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Probes: the last result of each, and how fast answers were' })
  @Answers(probeListShape)
  @ProblemResponses()
  async listProbes(): Promise<{ readonly items: readonly ProbeView[] }> {
    const { config } = await this.patterns.current();
    return { items: await Promise.all((config?.probes ?? []).map((probe) => this.toView(probe))) };
  }

  private async toView(probe: ProbeSpec): Promise<ProbeView> {
    const name = `probe:${probe.id}`;
    const last = await this.series.last(name);
    return {
      id: probe.id,
      kind: probe.type,
      target: probeTarget(probe),
      lastResult: last && {
        ok: last.ok,
        latencyMs: last.value ?? 0,
        at: new Date(last.at).toISOString(),
        message: last.message,
      },
      ...(await this.series.latencies(name, this.clock.now() - DAY_MS)),
    };
  }
}
