import { childEnvironment } from '@app/process-runner';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { isProtected } from '../workspace/protected-files.js';
import { defineStep, done, stop } from './step.js';

const OUTPUT_CHARS = 16 * 1024 * 1024;

const reportSchema = z.array(
  z.object({
    filePath: z.string(),
    errorCount: z.number(),
    messages: z.array(
      z.object({
        line: z.number().optional(),
        ruleId: z.string().nullable(),
        message: z.string(),
        severity: z.number(),
      }),
    ),
  }),
);

/** Without a file: the project's own ESLint finds the code with most errors. Gives out its path. */
export const eslintStep = defineStep({
  id: 'eslint',
  options: z.strictObject({ timeoutSeconds: z.number().positive().max(3_600).default(300) }),
  async run({ timeoutSeconds }, { projectRoot, processes, signal, say }) {
    const program = join(projectRoot, 'node_modules', '.bin', 'eslint');
    if (!existsSync(program)) {
      return stop(
        'refused',
        'No file was named, and the project has no ESLint to find one. Send a filePath, or install eslint.',
      );
    }
    const result = await processes.run(
      { file: program, args: ['--format', 'json', '.'] },
      {
        cwd: projectRoot,
        env: childEnvironment(),
        timeoutMs: timeoutSeconds * 1_000,
        maxOutputChars: OUTPUT_CHARS,
        signal,
      },
    );
    const report = parseReport(result.stdout);
    if (!report) return stop('failed', `ESLint gave no report: ${result.stderr.slice(-1_000)}`);
    const [worst] = report
      .filter(
        ({ filePath, errorCount }) =>
          errorCount > 0 && !isProtected(relative(projectRoot, filePath)),
      )
      .sort((a, b) => b.errorCount - a.errorCount);
    if (!worst) return stop('refused', 'No file was named, and ESLint finds no error.');
    say(`ESLint points at ${worst.filePath}.`);
    return done(relative(projectRoot, worst.filePath));
  },
});

function parseReport(text: string): z.output<typeof reportSchema> | undefined {
  try {
    return reportSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
