import { childEnvironment, type RunResult } from '@app/process-runner';
import { resolve } from 'node:path';
import { z } from 'zod';
import { probeFields } from '../probe-fields.js';
import { containsSchema, matchesSchema, textProblem } from './expect-text.js';
import type { ProbeAnswer, ProbeKind, ProbeTools } from './probe-kind.js';

const MOST_OUTPUT_CHARS = 64 * 1024;
/** The probe's own limit comes by its signal, long before. */
const LONGEST_RUN_MS = 3_600_000;

/** A NUL would end the word early for the program that gets it. */
const word = z.string().refine((text) => !text.includes('\0'), 'must not contain a NUL character');

const schema = z.strictObject({
  ...probeFields,
  type: z.literal('command'),
  command: z
    .tuple([word.min(1, 'must name a program')], word)
    .meta({ description: 'The program and its arguments; no shell is involved.' }),
  cwd: z.string().min(1).optional().meta({
    description: 'Folder that it runs in, from the folder of the platform.',
  }),
  passEnv: z
    .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of a variable'))
    .optional()
    .meta({ description: "Names of the watchdog's environment variables that it may see." }),
  expectExitCode: z.int().min(0).max(255).default(0),
  expectOutput: containsSchema.optional().meta({
    description: 'Text that the last 64 KiB of its output must contain.',
  }),
  expectOutputMatches: matchesSchema.optional().meta({
    description: 'Regular expression (RE2) that must match in the last 64 KiB of its output.',
  }),
});

type CommandProbeSpec = z.output<typeof schema>;

/** Good when the program ends by itself with the expected exit code and output. */
export const commandProbe = {
  type: 'command',
  schema,
  target: ({ command }: CommandProbeSpec) => command.join(' '),
  async ask(spec: CommandProbeSpec, signal: AbortSignal, tools: ProbeTools): Promise<ProbeAnswer> {
    const [file, ...args] = spec.command;
    const result = await tools.runner.run(
      { file, args },
      {
        cwd: resolve(tools.projectRoot, spec.cwd ?? '.'),
        env: childEnvironment({}, spec.passEnv),
        timeoutMs: LONGEST_RUN_MS,
        maxOutputChars: MOST_OUTPUT_CHARS,
        signal,
      },
    );
    signal.throwIfAborted();
    return judge(spec, result);
  },
} as const satisfies ProbeKind<typeof schema>;

function judge(spec: CommandProbeSpec, result: RunResult): ProbeAnswer {
  const { expectExitCode, expectOutput: contains, expectOutputMatches: matches } = spec;
  switch (result.outcome) {
    case 'not-found':
    case 'not-started':
      return { facts: {}, problem: { reason: 'not-started', detail: result.message } };
    case 'exited': {
      const facts = { exitCode: result.exitCode };
      if (result.exitCode !== expectExitCode) {
        const detail = `ended with exit code ${String(result.exitCode)}, expected ${String(expectExitCode)}`;
        return { facts, problem: { reason: 'exit-code', detail } };
      }
      const detail = textProblem('the output', result.output, { contains, matches });
      return { facts, ...(detail === undefined ? {} : { problem: { reason: 'output', detail } }) };
    }
    default: {
      const how = result.outcome === 'signalled' ? result.signal : result.outcome;
      return { facts: {}, problem: { reason: 'exit-code', detail: `was ended by ${how}` } };
    }
  }
}
