import { resolve } from 'node:path';
import { z } from 'zod';
import { DecodedLines } from './decoded-lines.js';
import { JsonFileDecoder } from './docker/json-file-decoder.js';
import { listContainerLogs } from './docker/list-container-logs.js';
import { ListedLogs } from './listed/listed-logs.js';
import type { SourceContext, SourceDefinition } from './log-source.js';
import { sourceIdSchema } from './source-id.js';

const LOOK_EVERY_MS = 5_000;
const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

const dockerSourceSchema = z.strictObject({
  id: sourceIdSchema,
  type: z.literal('docker'),
  container: oneOrMore.optional().meta({
    description: 'The name of a container, or a list of names; all when left out.',
  }),
  label: oneOrMore.optional().meta({
    description: 'A label that containers must have, as key or key=value, or a list of such.',
  }),
  folder: z.string().min(1).default('/var/lib/docker/containers').meta({
    description: "Docker's folder of containers, or where it is mounted.",
  }),
  startAt: z.enum(['end', 'beginning']).default('end').meta({
    description:
      'Where the logs of containers are picked up that were there at the first start; those of later ones are read from their beginning.',
  }),
});

export type DockerSourceSpec = z.output<typeof dockerSourceSchema>;

/** What containers wrote to their output and errors, from the files that Docker's json-file driver keeps. */
export class DockerSource extends ListedLogs {
  constructor(spec: DockerSourceSpec, context: SourceContext) {
    const { id, startAt, container, label } = spec;
    const names = container === undefined ? undefined : [container].flat();
    const labels = [label ?? []].flat();
    const folder = resolve(context.projectRoot, spec.folder);
    const lines = new DecodedLines();
    super(
      {
        id,
        startAt,
        teller: 'Docker',
        what: `docker ${JSON.stringify([folder, names?.toSorted(), labels.toSorted()])}`,
        lookEveryMs: LOOK_EVERY_MS,
        list: () => listContainerLogs(folder, { names, labels }),
        decoder: (held) => new JsonFileDecoder(held, lines),
      },
      context,
    );
  }
}

export const dockerSource = {
  type: 'docker',
  schema: dockerSourceSchema,
  source: DockerSource,
} satisfies SourceDefinition<DockerSourceSpec>;
