import { childEnvironment, type RunResult } from '@app/process-runner';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { lstatSync, readFileSync } from 'node:fs';
import { codexPrompt } from '../patch/codex-prompt.js';
import type { RunContext } from '../steps/step.js';
import type { CandidateRequest, CandidateSource, Proposal } from './candidate-source.js';
import { readCodexEvents } from './codex-events.js';

const OUTPUT_CHARS = 4 * 1024 * 1024;
const TIMEOUT_MS = 600_000;
const MODEL = 'codex';
/** What one run is taken to use, as long as it has not told. */
const MOST = { inputTokens: 100_000, outputTokens: 20_000 };

/**
 * Codex on this machine: `codex exec` in its own sandbox, in a copy of the project. Only the file that is
 * to be repaired is taken from what it leaves, and our gate decides as with any other patch. It reads the
 * copy by itself: what stands in sources goes to its model unmasked.
 */
export const codexSource: CandidateSource = {
  id: 'codex',
  async propose(request, context): Promise<Proposal> {
    const { pristine } = context.state;
    if (context.codexProgram === undefined)
      return none('Codex is off. Set CODEX_CLI to turn it on.');
    if (!pristine) return { outcome: 'failed', message: 'codex needs a workspace task before it.' };
    const reservation = await context.budget.reserve({ model: MODEL, ...MOST });
    if (!reservation.ok) return none(reservation.message);
    const copy = pristine.clone();
    try {
      const prompt = await context.redact(codexPrompt(request));
      const result = await run(context.codexProgram, prompt, copy.folder, request, context);
      const proposal = read(result, copy.path(request.file), { prompt, request, context });
      const used = readCodexEvents(result.stdout);
      // What it does not tell may be anything up to what was set aside.
      if (used.inputTokens > 0) await reservation.settle({ model: MODEL, ...used });
      return proposal;
    } finally {
      copy.remove();
    }
  },
};

function run(
  program: string,
  input: string,
  folder: string,
  { model }: CandidateRequest,
  { processes, secret, signal, say }: RunContext,
): Promise<RunResult> {
  const key = secret('CODEX_API_KEY') ?? secret('OPENAI_API_KEY');
  const home = secret('CODEX_HOME');
  return processes.run(
    {
      file: program,
      args: [
        ...['exec', '--json', '--sandbox', 'workspace-write', '--skip-git-repo-check'],
        ...(model === undefined ? [] : ['--model', model]),
        ...['--cd', folder, '-'],
      ],
    },
    {
      cwd: folder,
      env: childEnvironment({
        ...(key === undefined ? {} : { CODEX_API_KEY: key }),
        ...(home === undefined ? {} : { CODEX_HOME: home }),
      }),
      input,
      timeoutMs: TIMEOUT_MS,
      maxOutputChars: OUTPUT_CHARS,
      signal,
      onOutput: (text) => {
        say(`codex: ${String(text.length)} characters`);
      },
    },
  );
}

function read(
  result: RunResult,
  path: string,
  { prompt, request, context }: { prompt: string; request: CandidateRequest; context: RunContext },
): Proposal {
  if (result.outcome === 'not-found')
    return none('CODEX_CLI names no program on this machine. Install Codex, or correct the name.');
  if (result.outcome !== 'exited' || result.exitCode !== 0) {
    const how =
      result.outcome === 'exited' ? `exit code ${String(result.exitCode)}` : result.outcome;
    return { outcome: 'failed', message: `Codex ended with ${how}: ${result.output.slice(-500)}` };
  }
  const { message, inputTokens, outputTokens } = readCodexEvents(result.stdout);
  const answer = message === '' ? 'no answer' : message;
  context.state.exchanges.push({ model: MODEL, prompt, answer, inputTokens, outputTokens });
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile())
    return { outcome: 'unusable', answer, message: `${request.file} is gone; it must stay.` };
  const text = readFileSync(path, 'utf8');
  if (text === request.source)
    return { outcome: 'unusable', answer, message: `${request.file} was not changed.` };
  const diff = createTwoFilesPatch(request.file, request.file, request.source, text, '', '', {
    headerOptions: FILE_HEADERS_ONLY,
  });
  return { outcome: 'proposed', answer: `${answer}\n${diff}`, text };
}

function none(message: string): Proposal {
  return { outcome: 'none', message };
}
