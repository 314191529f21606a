import { Get, Inject } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { ResolvedPattern } from '@app/detection';
import {
  advise,
  type Effectiveness,
  EFFECTIVENESS_READER,
  type EffectivenessReader,
  LOOP_READER,
  type LoopReader,
  type LoopView,
  noEffect,
  patternListShape,
  type PatternView,
} from '@app/read-model';
import { WatchedPatterns } from '../config/watched-patterns.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Answers } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';

@Resource('patterns')
export class PatternsController {
  constructor(
    @Inject(EFFECTIVENESS_READER) private readonly effects: EffectivenessReader,
    @Inject(LOOP_READER) private readonly loops: LoopReader,
    private readonly patterns: WatchedPatterns,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The patterns of the pattern file, and how well each has done' })
  @Answers(patternListShape)
  @ProblemResponses()
  async listPatterns(): Promise<{ readonly items: readonly PatternView[] }> {
    const { config } = await this.patterns.current();
    const effects = await this.effects.byTrigger();
    const loops = await this.loops.list();
    const items = (config?.patterns ?? []).map((pattern) =>
      toView(pattern, effects.get(pattern.id) ?? noEffect, loops),
    );
    return { items };
  }
}

function toView(
  { id, title, severity, maxStreak, sources = [], plan }: ResolvedPattern,
  effectiveness: Effectiveness,
  loops: readonly LoopView[],
): PatternView {
  const { mode, target, action } = plan;
  const key = `pattern:${id}`;
  const loopOpen = loops.some(
    (loop) =>
      (loop.key === key || loop.key.startsWith(`${key}/`)) &&
      (loop.state === 'open' || loop.state === 'half-open'),
  );
  const advice = advise(mode, action !== undefined, effectiveness);
  const facts = { id, title, severity, mode, sources, target, action, maxStreak };
  return { ...facts, effectiveness, loopOpen, advice };
}
