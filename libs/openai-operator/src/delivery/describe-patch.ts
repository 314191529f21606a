import { signaturesIn } from '../reproduction/error-signature.js';
import type { RunContext } from '../steps/step.js';
import type { FinishedPatch } from './delivery.js';

const ERROR_CHARS = 2_000;

export interface PatchDescription {
  readonly title: string;
  /** Markdown. The error stands in a fence: nobody is mentioned and no issue closed by a log. */
  readonly body: string;
}

/** A patch in words for a commit or a pull request; without secrets. */
export async function describePatch(
  { filePath, error }: FinishedPatch,
  { redact, state }: RunContext,
): Promise<PatchDescription> {
  const name = signaturesIn(error).at(-1)?.name ?? 'an error';
  const shown = await redact(error.slice(-ERROR_CHARS));
  const parts = [
    `Written by Zion Auto-Heal for an error in the log, and proven only as far as said here.`,
    state.verdict?.message ?? '',
    shown.trim() === '' ? '' : fenced(shown.trim()),
  ];
  return {
    title: `Fix ${name} in ${filePath}`,
    body: parts.filter((part) => part !== '').join('\n\n'),
  };
}

/** A fence that the text cannot close. */
function fenced(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}\n${text}\n${fence}`;
}
