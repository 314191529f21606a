import { z } from 'zod';

const taskName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by dashes')
  .describe('What `needs` and expressions call this task; once in a file.');
const variableName = z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of a variable');

/** What every task may say, whatever it does. */
export const commonShape = {
  name: taskName,
  if: z.string().optional().describe('Runs only where this expression is true.'),
  needs: z
    .array(taskName)
    .optional()
    .describe('Runs when these earlier tasks succeeded, whatever became of the others.'),
  timeoutSeconds: z
    .number()
    .positive()
    .max(86_400)
    .optional()
    .describe('How long the task may take. 600 for `run`; else no limit of its own.'),
};

/** A task that runs shell text of the operator's own. */
export const runShape = {
  run: z.string().min(1).describe('Shell text. Values reach it by `env`, never pasted in.'),
  env: z
    .record(variableName, z.string())
    .optional()
    .describe('Variables for `run`; expressions are filled in.'),
  in: z
    .enum(['workspace', 'project'])
    .optional()
    .describe('Where it runs: in the copy (the default), or in the project itself.'),
  network: z
    .boolean()
    .optional()
    .describe('Whether `run` may use the network in the copy. It always may in the project.'),
  secrets: z
    .array(variableName)
    .optional()
    .describe('Names of variables of the operator that `run` may see. Only in the project.'),
};

const optionValue = z.union([z.string(), z.number(), z.boolean()]);

/** How many candidates, and how many rounds for each. */
export const searchShape = {
  candidates: z
    .union([z.int().min(1).max(20), z.string()])
    .optional()
    .describe('How many patches are tried at most. 1 by default.'),
  matrix: z
    .array(z.record(z.string().regex(/^[A-Za-z_]\w*$/), optionValue))
    .min(1)
    .max(20)
    .optional()
    .describe('One candidate for each entry, in order; `candidate.key` is its value.'),
  take: z
    .enum(['first', 'best'])
    .optional()
    .describe(
      'first (the default): the first patch that passes. best: unless a patch is proven, all are tried.',
    ),
  rounds: z
    .union([z.int().min(1).max(10), z.string()])
    .optional()
    .describe('How often one patch may be revised after a refusal. 1 by default: never.'),
};

const stepShape = {
  ...commonShape,
  uses: z.string().optional(),
  with: z.record(z.string(), optionValue).optional(),
  run: runShape.run.optional(),
  env: runShape.env,
  in: runShape.in,
  network: runShape.network,
  secrets: runShape.secrets,
};

export const stepTaskSchema = z
  .strictObject(stepShape)
  .refine(
    ({ run, uses }) => (run === undefined) !== (uses === undefined),
    'needs either "run" or "uses"',
  );

/** The pipeline file: tasks that run one after the other until one fails. */
export const taskSchema = z
  .strictObject({
    ...stepShape,
    ...searchShape,
    tasks: z.array(stepTaskSchema).min(1).max(50).optional(),
  })
  .refine(
    ({ run, uses, tasks }) => [run, uses, tasks].filter((it) => it !== undefined).length === 1,
    'needs either "run" or "uses", or "tasks" of its own',
  );

export const pipelineSchema = z.strictObject({
  version: z.literal(1),
  tasks: z.array(taskSchema).min(1).max(100),
});

export type Pipeline = z.output<typeof pipelineSchema>;
export type PipelineTask = Pipeline['tasks'][number];
export type StepTask = z.output<typeof stepTaskSchema>;
/** A task that tries candidates by tasks of its own. */
export type SearchTask = PipelineTask & { readonly tasks: readonly StepTask[] };

export function isSearch(task: PipelineTask): task is SearchTask {
  return task.tasks !== undefined;
}
