import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { WATCHDOG_STATUS, type WatchdogStatusStore } from '@app/contracts';
import { type ResolvedPattern, suggestPatterns } from '@app/detection';
import type { SuggestionView } from '@app/read-model';
import { WatchedPatterns } from '../config/watched-patterns.js';
import { readEnd } from '../logs/read-end.js';

const MOST_LISTED = 20;

/** Kinds of trouble in the ends of the watched logs that no pattern knows. */
@Injectable()
export class Suggestions {
  constructor(
    @Inject(WATCHDOG_STATUS) private readonly watchdog: WatchdogStatusStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly patterns: WatchedPatterns,
  ) {}

  /** The most frequent first. A log that cannot be read has none. */
  async list(): Promise<readonly SuggestionView[]> {
    const sources = (await this.watchdog.read())?.report.sources ?? [];
    const { config } = await this.patterns.current();
    const found = await Promise.all(
      sources.map((source) => this.ofSource(source, config?.patterns ?? [])),
    );
    return merged(found.flat()).slice(0, MOST_LISTED);
  }

  private async ofSource(
    { id: source, path }: { readonly id: string; readonly path: string },
    patterns: readonly ResolvedPattern[],
  ): Promise<readonly SuggestionView[]> {
    const bytes = await readEnd(path).catch(() => Buffer.alloc(0));
    const log = (async function* () {
      yield Promise.resolve(bytes);
    })();
    const about = { path, now: () => this.clock.now() };
    return (await suggestPatterns(patterns, log, about, MOST_LISTED)).map((suggestion) => ({
      ...suggestion,
      source,
    }));
  }
}

/** The same kind in several logs is one. */
function merged(found: readonly SuggestionView[]): readonly SuggestionView[] {
  const byMatch = new Map<string, SuggestionView>();
  for (const one of [...found].sort((a, b) => b.count - a.count)) {
    const first = byMatch.get(one.match);
    byMatch.set(one.match, first ? { ...first, count: first.count + one.count } : one);
  }
  return [...byMatch.values()].sort((a, b) => b.count - a.count);
}
