import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { ErrorSummary } from '@app/contracts';
import { aiSettings, type AiSettings } from '../ai.settings.js';
import { errorFingerprint } from './error-fingerprint.js';
import { ErrorSummarizer, MOST_TOKENS } from './error-summarizer.js';
import { SUMMARY_STORE, type SummaryStore } from './summary-store.js';

/** Code changes: what an error meant a week ago may not hold. */
const FRESH_MS = 7 * 24 * 3_600_000;

/** Summaries of errors that recur: each kind is asked once, within the budget of the day. */
@Injectable()
export class SummaryDesk {
  constructor(
    @Inject(aiSettings.token) private readonly settings: AiSettings,
    @Inject(SUMMARY_STORE) private readonly store: SummaryStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly summarizer: ErrorSummarizer,
  ) {}

  /** What is known without asking: what the model said of such an error before, else what the rules say. */
  async known(text: string): Promise<ErrorSummary> {
    const since = new Date(this.clock.now() - FRESH_MS).toISOString();
    return (await this.store.find(errorFingerprint(text), since)) ?? this.summarizer.byRules(text);
  }

  /** Asks the model, and remembers. Undefined without a model, a budget or an answer. Never rejects for the model's sake. */
  async ask(text: string, signal: AbortSignal): Promise<ErrorSummary | undefined> {
    if (!this.summarizer.byModel) return undefined;
    const now = new Date(this.clock.now()).toISOString();
    const day = now.slice(0, 10);
    if (!(await this.store.reserve(day, MOST_TOKENS, this.settings.summaryLimits)))
      return undefined;
    const answer = await this.summarizer.askModel(text, signal);
    await this.store.settle(day, answer.tokens - MOST_TOKENS);
    if (answer.summary) await this.store.save(errorFingerprint(text), answer.summary, now);
    return answer.summary;
  }
}
