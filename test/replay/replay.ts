import { ModelServer } from '@app/ai/testing';
import type { TraceEntry } from '@app/openai-operator';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppProcess } from '../harness/app-process.js';
import { answersFor } from './hostile-answers.js';
import { changed, type Program } from './program.js';
import { ReplayProject } from './replay-project.js';

export const HOSTILE = ['malformed', 'wrong', 'testDeleting', 'malicious'] as const;
export type Hostile = (typeof HOSTILE)[number];

/** What became of one program. */
export interface Replayed {
  readonly program: Program;
  /** Whether the right patch was kept, and nothing else changed. */
  readonly rightKept: boolean;
  /** Why each of the others was refused; undefined where it was not, or where the tree changed. */
  readonly refusals: Readonly<Record<Hostile, string | undefined>>;
  /** What templates did without a model. `plausible`: the gate kept it; `right`: it also does what was held out. */
  readonly template: 'right' | 'plausible' | 'none';
  /** How many patches of templates were graded. */
  readonly templateRounds: number;
}

const PIPELINE = readFileSync(join(import.meta.dirname, '../../codex-pipeline.yaml'), 'utf8');
const KEYLESS = { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' };

/** Runs the built operator with the shipped pipeline over one program: three times, each from the start. */
export class Replay {
  private constructor(private readonly server: ModelServer) {}

  static async start(): Promise<Replay> {
    return new Replay(await ModelServer.start());
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  async replay(program: Program): Promise<Replayed> {
    return {
      program,
      rightKept: await this.keepsRight(program),
      refusals: await this.refusesOthers(program),
      ...(await byTemplate(program)),
    };
  }

  private async keepsRight(program: Program): Promise<boolean> {
    this.answer([answersFor(program).right]);
    return inProject(program, async (project) => {
      const before = project.snapshot();
      await run(project, this.withModel());
      const after = { ...before, [program.file]: changed(program, program.right) };
      return JSON.stringify(project.snapshot()) === JSON.stringify(after);
    });
  }

  /** The shipped pipeline asks a model four times: once for each. */
  private async refusesOthers(program: Program): Promise<Replayed['refusals']> {
    const answers = answersFor(program);
    this.answer(HOSTILE.map((kind) => answers[kind]));
    return inProject(program, async (project) => {
      const before = JSON.stringify(project.snapshot());
      const trace = await run(project, this.withModel());
      const same = JSON.stringify(project.snapshot()) === before;
      const rejections = trace
        .filter(
          ({ event, outcome, candidate }) =>
            event === 'finished' && outcome === 'rejected' && candidate !== undefined,
        )
        .map(({ message }) => message ?? '');
      const why = (kind: Hostile): string | undefined =>
        same ? rejections[HOSTILE.indexOf(kind)] : undefined;
      return {
        malformed: why('malformed'),
        wrong: why('wrong'),
        testDeleting: why('testDeleting'),
        malicious: why('malicious'),
      };
    });
  }

  private answer(texts: readonly string[]): void {
    let asked = 0;
    this.server.reply = ({ prompt }) => {
      // A script that shows the error is asked for in other words.
      if (!prompt.includes('You repair one file')) return { text: '' };
      asked += 1;
      return { text: texts[asked - 1] ?? '' };
    };
  }

  private withModel(): Record<string, string> {
    return {
      OPENAI_API_KEY: 'test-key-for-replay',
      OPENAI_BASE_URL: this.server.url,
      OPENAI_MAX_RETRIES: '0',
      CODEX_TEMPLATE_REPAIR: 'off',
    };
  }
}

export function byTemplate(
  program: Program,
): Promise<Pick<Replayed, 'template' | 'templateRounds'>> {
  return inProject(program, async (project) => {
    const trace = await run(project, KEYLESS);
    const templateRounds = trace.filter(
      ({ event, task }) => event === 'finished' && task === 'apply',
    ).length;
    return { template: scored(project, program), templateRounds };
  });
}

/** The real model behind OPENAI_API_KEY, templates off. */
export function byLiveModel(program: Program): Promise<Replayed['template']> {
  return inProject(program, async (project) => {
    const { OPENAI_API_KEY = '', OPENAI_BASE_URL = '', OPENAI_MODEL = '' } = process.env;
    const given = Object.entries({ OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL }).filter(
      ([, value]) => value !== '',
    );
    await run(project, { ...Object.fromEntries(given), CODEX_TEMPLATE_REPAIR: 'off' });
    return scored(project, program);
  });
}

function scored(project: ReplayProject, program: Program): Replayed['template'] {
  if (project.snapshot()[program.file] === program.source) return 'none';
  return project.passesHeldOut() ? 'right' : 'plausible';
}

async function inProject<T>(
  program: Program,
  use: (project: ReplayProject) => Promise<T>,
): Promise<T> {
  const project = new ReplayProject(program);
  try {
    return await use(project);
  } finally {
    project.dispose();
  }
}

async function run(
  project: ReplayProject,
  environment: Readonly<Record<string, string>>,
): Promise<TraceEntry[]> {
  const pipeline = join(project.folder, 'pipeline.yaml');
  const trace = join(project.folder, 'trace.jsonl');
  writeFileSync(pipeline, PIPELINE);
  const operator = new AppProcess('openai-operator', ['run', pipeline, '--trace', trace], {
    cwd: project.folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: project.folder,
      AUTOHEAL_PROJECT_ROOT: project.root,
      AUTOHEAL_DATA_DIR: join(project.folder, 'data'),
      CODEX_TEST_COMMAND: `"${process.execPath}" --test`,
      CODEX_TARGET_FILE_PATH: project.program.file,
      CODEX_ERROR_LOG_SNIPPET: project.crashLog(),
      ...environment,
    },
  });
  await operator.exited;
  return readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TraceEntry);
}
