import { z } from 'zod';

const taskSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by dashes'),
    if: z.string().optional(),
    uses: z.string().optional(),
    run: z.string().min(1).optional(),
    with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    env: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string()).optional(),
    in: z.enum(['workspace', 'project']).optional(),
    timeoutSeconds: z.number().positive().max(86_400).optional(),
  })
  .refine(
    (task) => (task.uses === undefined) !== (task.run === undefined),
    'needs either "run" or "uses"',
  );

/** The pipeline file: tasks that run one after the other until one fails. */
export const pipelineSchema = z.strictObject({
  version: z.literal(1),
  tasks: z.array(taskSchema).min(1).max(100),
});

export type Pipeline = z.output<typeof pipelineSchema>;
export type PipelineTask = Pipeline['tasks'][number];
