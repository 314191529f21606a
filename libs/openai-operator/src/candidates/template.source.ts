import {
  errorBlocks,
  proposeRepairs,
  type RepairCandidate,
  type ReportedError,
} from '@app/code-repair';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { readFileSync } from 'node:fs';
import { projectFrames } from '../evidence/project-frames.js';
import type { RunContext } from '../steps/step.js';
import type { CandidateRequest, CandidateSource } from './candidate-source.js';

/**
 * Rules for the commonest errors of JavaScript and TypeScript: needs no key, sends nothing anywhere. Each
 * round proposes the next of its patches, the likeliest first.
 */
export const templateSource: CandidateSource = {
  id: 'template',
  async propose(request, context) {
    const { state, templates } = context;
    if (!templates) return { outcome: 'none', message: 'Template repair is off.' };
    if (!state.pristine)
      return { outcome: 'failed', message: 'template needs a workspace task before it.' };
    const next = (await candidates(request, context)).find(({ text }) => !state.rejected.has(text));
    if (!next)
      return { outcome: 'none', message: 'No template (or no further one) fits this error.' };
    context.say(`${next.template}: ${next.title}.`);
    return { outcome: 'proposed', answer: described(next, request), text: next.text };
  },
};

async function candidates(
  { file, source, error }: CandidateRequest,
  context: RunContext,
): Promise<readonly RepairCandidate[]> {
  const { pristine } = context.state;
  if (!pristine) return [];
  const read = (path: string): string | undefined =>
    pristine.has(path) ? readFileSync(pristine.path(path), 'utf8') : undefined;
  return proposeRepairs({
    filePath: file,
    source,
    project: { files: pristine.files, read },
    errors: await reportedErrors(error, file, context),
  });
}

/** Each error of the log with the places in the file that its own trace leads to. */
function reportedErrors(log: string, file: string, context: RunContext): Promise<ReportedError[]> {
  const { projectRoot, state } = context;
  return Promise.all(
    errorBlocks(log).map(async ({ message, text }) => {
      const frames = await projectFrames(text, projectRoot, state.pristine?.files ?? []);
      return { message, places: frames.filter((frame) => frame.file === file) };
    }),
  );
}

function described({ title, text }: RepairCandidate, { file, source }: CandidateRequest): string {
  return `${title}\n${createTwoFilesPatch(file, file, source, text, '', '', {
    headerOptions: FILE_HEADERS_ONLY,
  })}`;
}
