import { z } from 'zod';
import { ListedLogs } from './listed/listed-logs.js';
import type { SourceContext, SourceDefinition } from './log-source.js';
import { listPm2Logs } from './pm2/list-pm2-logs.js';
import { sourceIdSchema } from './source-id.js';

/** Asking PM2 starts a program, so it is asked seldom. */
const LOOK_EVERY_MS = 30_000;

const pm2SourceSchema = z.strictObject({
  id: sourceIdSchema,
  type: z.literal('pm2'),
  service: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .meta({
      description: 'The name of a service that PM2 knows, or a list of names; all when left out.',
    }),
  startAt: z.enum(['end', 'beginning']).default('end').meta({
    description:
      'Where the logs of services are picked up that PM2 knew at the first start; those of later ones are read from their beginning.',
  }),
});

export type Pm2SourceSpec = z.output<typeof pm2SourceSchema>;

/** Lines of the log files, for output and errors, of the services that PM2 knows. */
export class Pm2Source extends ListedLogs {
  constructor({ id, startAt, service }: Pm2SourceSpec, context: SourceContext) {
    super(
      {
        id,
        startAt,
        teller: 'PM2',
        what: ['pm2', ...[service ?? []].flat().toSorted()].join(' '),
        lookEveryMs: LOOK_EVERY_MS,
        list: (signal) => listPm2Logs(context, service, signal),
      },
      context,
    );
  }
}

export const pm2Source = {
  type: 'pm2',
  schema: pm2SourceSchema,
  source: Pm2Source,
} satisfies SourceDefinition<Pm2SourceSpec>;
