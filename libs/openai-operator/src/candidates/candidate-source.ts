import type { AnswerForm } from '../patch/prompt.js';
import type { Refusal } from '../runner/attempt.js';
import type { RunContext } from '../steps/step.js';

/** Somebody who can write a patch: a model, Codex, rules. One file and one line in the registry. */
export interface CandidateSource {
  /** As it stands after `from:`. */
  readonly id: string;
  /**
   * Writes a patch of one file. Within a search it is asked again for each round, with everything that it
   * wrote before for this candidate; what it proposes must differ. May not touch any file.
   *
   * @param context aborts by its signal; `context.state.pristine` is a copy of the project to read
   */
  propose(request: CandidateRequest, context: RunContext): Promise<Proposal>;
}

export interface CandidateRequest {
  /** From the project root, checked. */
  readonly file: string;
  /** The content of the file. */
  readonly source: string;
  /** The end of the log, as it came: data. */
  readonly error: string;
  /** What else is known, as text; empty when nothing is. */
  readonly evidence: string;
  /** What this source wrote in the earlier rounds of this candidate, oldest first. */
  readonly refusals: readonly Refusal[];
  /** For models; a source that has none ignores it. */
  readonly temperature: number | undefined;
  /** Name of a model other than the configured one; a source that has none ignores it. */
  readonly model: string | undefined;
  /** How a model is to write its patch; a source that has none ignores it. */
  readonly answer: AnswerForm;
}

export type Proposal =
  /** `answer` is shown again in the next round, `text` is the whole file as it would be. */
  | { readonly outcome: 'proposed'; readonly answer: string; readonly text: string }
  /** There is an answer, but no patch in it; the message is for whoever wrote it. */
  | { readonly outcome: 'unusable'; readonly answer: string; readonly message: string }
  /** Nothing (more) to propose here: not configured, not installed, no rule fits. Costs nothing. */
  | { readonly outcome: 'none'; readonly message: string }
  /** It broke on the way: no network, too many requests. */
  | { readonly outcome: 'failed'; readonly message: string };
