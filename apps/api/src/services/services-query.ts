import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { WATCHDOG_STATUS, watchdogLiveness, type WatchdogStatusStore } from '@app/contracts';
import type { ResolvedPattern } from '@app/detection';
import { type Pause, PauseDesk } from '@app/healing';
import {
  HEAL_READER,
  type HealReader,
  LOOP_READER,
  type LoopReader,
  SERVICE_READER,
  type ServiceHistory,
  type ServiceReader,
  type ServiceView,
  toService,
} from '@app/read-model';
import { WatchedPatterns } from '../config/watched-patterns.js';

/** A target that a line fills in is no service yet. */
const TEMPLATE = '${';

/** Every service that is known by its history or by the pattern file. */
@Injectable()
export class ServicesQuery {
  constructor(
    @Inject(SERVICE_READER) private readonly services: ServiceReader,
    @Inject(HEAL_READER) private readonly heals: HealReader,
    @Inject(LOOP_READER) private readonly loops: LoopReader,
    @Inject(WATCHDOG_STATUS) private readonly watchdog: WatchdogStatusStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly patterns: WatchedPatterns,
    private readonly pauses: PauseDesk,
  ) {}

  async all(): Promise<readonly ServiceView[]> {
    const [histories, unfinished, loops, streaks, status, { config }, pauses] = await Promise.all([
      this.services.histories(),
      this.heals.unfinished(),
      this.loops.list(),
      this.services.streaks(),
      this.watchdog.read(),
      this.patterns.current(),
      this.pauses.list(),
    ]);
    const patterns = config?.patterns ?? [];
    const lengths = new Map(streaks.map(({ patternId, length }) => [patternId, length]));
    const watched = watchdogLiveness(status, this.clock.now()) === 'running';
    return withConfigured(histories, patterns).map((history) =>
      toService({
        history,
        watched,
        pausedUntil: pausedUntil(history.name, pauses),
        unfinished: unfinished
          .map(({ summary }) => summary)
          .filter(({ service }) => service === history.name),
        loops: loops.filter(({ target }) => target === history.name),
        streaks: streaksOf(history.name, patterns, lengths),
      }),
    );
  }
}

/** The longest come first. */
function pausedUntil(service: string, pauses: readonly Pause[]): string | undefined {
  return pauses.find(({ target }) => target === null || target === service)?.until;
}

function withConfigured(
  histories: readonly ServiceHistory[],
  patterns: readonly ResolvedPattern[],
): readonly ServiceHistory[] {
  const known = new Set(histories.map(({ name }) => name));
  const targets = new Set(patterns.map(({ plan }) => plan.target));
  const fresh = [...targets].filter((name) => !known.has(name) && !name.includes(TEMPLATE));
  return [...histories, ...fresh.map((name) => ({ name, openIncidents: 0 }))].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

function streaksOf(
  service: string,
  patterns: readonly ResolvedPattern[],
  lengths: ReadonlyMap<string, number>,
) {
  return patterns.flatMap(({ id, plan, maxStreak }) => {
    const length = lengths.get(id);
    return plan.target === service && length !== undefined
      ? [{ patternId: id, length, limit: maxStreak }]
      : [];
  });
}
